using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>What every decoder's samples end as.</summary>
internal static class DecodedPicture
{
    /// <summary>From planes, whose chroma keeps its resolution.</summary>
    public static PictureBuffer From(PictureFile file, YCbCrPlanes planes)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PictureConversion.FromBt601(planes);
    }

    /// <summary>From rows, which are read to the end and stay the caller's.</summary>
    public static PictureBuffer From(PictureFile file, IPictureRows rows)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PictureConversion.FromRgba64(rows.Width, rows.Height, rows.IsDeep, rows.Read, rows.IsGray);
    }
}
