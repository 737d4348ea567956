using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Decodes pictures from their bytes: no other file than the one named is ever opened.</summary>
public sealed class PictureDecoder : IPictureDecoder
{
    /// <inheritdoc/>
    public PictureBuffer Decode(string path, int reduction, Action<string> noticed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(reduction, 1);
        ArgumentNullException.ThrowIfNull(noticed);
        using PictureFile file = PictureFile.Read(path);
        PictureBuffer picture = Stored(file, noticed);
        if (picture.Width != file.Header.Width || picture.Height != file.Header.Height)
        {
            using (picture) throw new SourceException(path, $"its data has {picture.Width}x{picture.Height} pixels and its header {file.Header.Width}x{file.Header.Height}", "export the picture again");
        }

        return file.Header.Orientation == 1 ? picture : Upright(picture, file.Header.Orientation);
    }

    private static PictureBuffer Stored(PictureFile file, Action<string> noticed) => file.Header.Kind switch
    {
        PictureKind.Jpeg => LibavcodecPicture.TryDecode(file, file.Bytes, new PacketDecoding("mjpeg"), out string reason)
            ?? throw new SourceException(file.Path, $"the picture cannot be decoded ({reason})", "export the picture again"),
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
