using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Decodes pictures from their bytes: no other file than the one named is ever opened.</summary>
public sealed class PictureDecoder : IPictureDecoder
{
    /// <inheritdoc/>
    public PictureBuffer Decode(string path, int reduction, Action<string> noticed)
    {
        if (reduction is not (1 or 2 or 4 or 8)) throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "1, 2, 4 or 8");
        ArgumentNullException.ThrowIfNull(noticed);
        using PictureFile file = PictureFile.Read(path);
        file.Noticed = noticed;
        PictureBuffer picture = Stored(file, reduction, noticed);
        if ((picture.Width, picture.Height) != ((file.Header.Width + reduction - 1) / reduction, (file.Header.Height + reduction - 1) / reduction))
        {
            using (picture)
            {
                throw new SourceException(
                    path, $"its data has {picture.Width}x{picture.Height} pixels and its header says {file.Header.Width}x{file.Header.Height}", "export the picture again");
            }
        }

        return file.Header.Orientation == 1 ? picture : Upright(picture, file.Header.Orientation);
    }

    private static PictureBuffer Stored(PictureFile file, int reduction, Action<string> noticed)
    {
        if (file.Header.Kind == PictureKind.Jpeg) return JpegPicture.Decode(file, reduction, noticed);
        PictureBuffer whole = Whole(file, noticed);
        if (reduction == 1) return whole;
        using (whole) return PictureReduction.Apply(whole, reduction);
    }

    private static PictureBuffer Whole(PictureFile file, Action<string> noticed) => file.Header.Kind switch
    {
        PictureKind.Png => PngPicture.Decode(file, noticed),
        PictureKind.WebP => WebPPicture.Decode(file, noticed),
        PictureKind.Heif => HeifPicture.Decode(file, noticed),
        PictureKind.Gif => LibavcodecPicture.DecodeLeniently(file, "gif", noticed),
        PictureKind.Bmp => LibavcodecPicture.DecodeLeniently(file, "bmp", noticed),
        _ => LibavcodecPicture.DecodeLeniently(file, "tiff", noticed),
    };

    private static PictureBuffer Upright(PictureBuffer stored, int orientation)
    {
        using (stored) return PictureOrientation.Apply(stored, orientation);
    }
}
