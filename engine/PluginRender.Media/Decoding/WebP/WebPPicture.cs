using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Decodes WebPs: with libavcodec those that are whole, with libwebp what there is of others.</summary>
internal static class WebPPicture
{
    /// <summary>Decodes a file that is a WebP; of an animation the first frame.</summary>
    public static PictureBuffer Decode(PictureFile file, Action<string> noticed)
    {
        WebPChunks chunks = WebPChunks.Parse(file.Bytes);
        // A frame that is smaller than the animation has to be put onto its canvas.
        bool isAll = chunks.Offset == (0, 0) && chunks.FrameSize == (chunks.Width, chunks.Height);
        ReadOnlySpan<byte> single = chunks.IsPlain ? file.Bytes : chunks.OnlyFrame(file.Bytes);
        if (isAll && !chunks.IsCutOff && LibavcodecPicture.TryDecode(file, single, new PacketDecoding("webp"), out _) is { } picture) return picture;

        using var rows = new WebPRows(LibWebP.Decode(chunks.OnlyFrame(file.Bytes)), chunks);
        int there = rows.RowsThere;
        if (there == 0) throw new SourceException(file.Path, "none of its rows can be decoded", "copy or export the picture again");
        if (!rows.IsWhole) noticed($"its data is damaged or cut off; {there} of {chunks.FrameSize.Height} rows are there, and the others are black");
        return DecodedPicture.From(file, rows);
    }
}
