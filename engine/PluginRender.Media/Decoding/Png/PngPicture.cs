using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>
/// Decodes PNGs, row by row. Not by libavcodec, which takes a damaged chunk for a damaged picture, a picture of half its rows for a
/// whole one, and has the whole picture in memory; inflating, which is most of the work, is the runtime's.
/// </summary>
internal static class PngPicture
{
    /// <summary>Decodes a file that is a PNG.</summary>
    public static PictureBuffer Decode(PictureFile file, Action<string> noticed)
    {
        using var rows = new PngRows(file.Memory, PngChunks.Parse(file.Bytes)!);
        PictureBuffer picture = DecodedPicture.From(file, rows);
        if (rows.RowsThere == 0)
        {
            picture.Dispose();
            throw new SourceException(file.Path, "none of its rows can be decoded", "copy or export the picture again");
        }

        if (rows.Damage() is { } damage) noticed(damage);
        return picture;
    }
}
