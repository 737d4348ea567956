using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>
/// Keeps small pictures of a chunk's first and last frame, where it meets its neighbors, and of the middle of each
/// segment. They are made while the frame is at hand: to decode it from the video again would take a whole group of pictures.
/// </summary>
internal sealed class StillCatch(PlannedChunk chunk, IPictureCodec codec)
{
    private const int Width = 240, MostStills = 40;

    private readonly List<ChunkStill> stills = [];

    public IReadOnlyList<ChunkStill> Stills => stills;

    /// <param name="frame">Number in the video.</param>
    /// <param name="segment">The segment that it is of.</param>
    /// <param name="plan">The plan of both.</param>
    /// <param name="rendered">The frame.</param>
    public void See(int frame, PlannedSegment segment, RenderPlan plan, in EncoderFrame rendered)
    {
        bool isEdge = frame == chunk.FirstFrame || frame == chunk.EndFrame - 1;
        bool isMiddle = frame == segment.FirstFrame + (segment.FrameCount / 2) && stills.Count < MostStills;
        if (!isEdge && !isMiddle) return;
        StillFrame small = Shrunk(plan.Width, plan.Height, rendered);
        stills.Add(new ChunkStill(frame - chunk.FirstFrame, codec.EncodeJpeg(PictureColors.ToRgb(small))));
    }

    private static StillFrame Shrunk(int width, int height, in EncoderFrame frame)
    {
        int smallWidth = Math.Min(Width, width), smallHeight = Math.Max(2, (int)((long)height * smallWidth / width) & ~1);
        var small = new StillFrame(smallWidth, smallHeight);
        Shrink(frame.Luma, frame.LumaStride, width, height, small.Luma, smallWidth, smallHeight);
        Shrink(frame.Cb, frame.ChromaStride, width / 2, height / 2, small.Cb, smallWidth / 2, smallHeight / 2);
        Shrink(frame.Cr, frame.ChromaStride, width / 2, height / 2, small.Cr, smallWidth / 2, smallHeight / 2);
        return small;
    }

    /// <summary>Each sample is the mean of four within what it covers: enough for a thumbnail, and little work.</summary>
    private static void Shrink(ReadOnlySpan<byte> from, int stride, int width, int height, Span<byte> to, int toWidth, int toHeight)
    {
        for (int y = 0; y < toHeight; y++)
        {
            ReadOnlySpan<byte> upper = from[(((4 * y) + 1) * height / (4 * toHeight) * stride)..];
            ReadOnlySpan<byte> lower = from[(((4 * y) + 3) * height / (4 * toHeight) * stride)..];
            for (int x = 0; x < toWidth; x++)
            {
                int left = ((4 * x) + 1) * width / (4 * toWidth), right = ((4 * x) + 3) * width / (4 * toWidth);
                to[(y * toWidth) + x] = (byte)((upper[left] + upper[right] + lower[left] + lower[right] + 2) / 4);
            }
        }
    }
}
