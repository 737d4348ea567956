using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>What every decoder's samples end as: BT.709 of sRGB, whatever colors the file says they are.</summary>
internal static class DecodedPicture
{
    /// <summary>From planes, whose chroma keeps its resolution.</summary>
    public static PictureBuffer From(PictureFile file, YCbCrPlanes planes)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.ColorOf(SampleKind.Rgb) is { } color ? ColoredConversion.FromBt601(planes, color) : PictureConversion.FromBt601(planes);
    }

    /// <summary>From rows, which are read to the end and stay the caller's.</summary>
    public static PictureBuffer From(PictureFile file, IPictureRows rows)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.ColorOf(rows.Kind) is not { } color) return PictureConversion.FromRgba64(rows.Width, rows.Height, rows.IsDeep, rows.Read, rows.IsGray);
        rows.KeepInks();
        return PictureConversion.FromRgba64(
            rows.Width, rows.Height, rows.IsDeep,
            rgba =>
            {
                rows.Read(rgba);
                color.Apply(rgba);
            },
            rows.IsGray);
    }
}
