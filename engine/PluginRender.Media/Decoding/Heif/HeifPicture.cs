using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Decodes AVIF and HEIC with libavcodec's decoders, tile by tile.</summary>
internal static class HeifPicture
{
    /// <summary>Decodes a file that is HEIF: its primary picture, over black.</summary>
    public static PictureBuffer Decode(PictureFile file, Action<string> noticed)
    {
        HeifFile heif = HeifFile.Parse(file.Bytes);
        HeifItem item = heif.Primary!;
        using var rows = new HeifRows(file, heif, item, HeifGrid.Of(file.Bytes, heif, item)
            ?? throw new SourceException(file.Path, "its tiles do not make up the picture", OtherFile.Export));
        PictureBuffer picture = DecodedPicture.From(file, rows);
        if (rows.IsOpacityMissing) noticed("its opacity cannot be decoded, and is ignored");
        return picture;
    }
}
