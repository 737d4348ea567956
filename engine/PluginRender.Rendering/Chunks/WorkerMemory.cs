using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>What a render is expected to take, from its plan.</summary>
/// <remarks>
/// The numbers are measured, and rounded up by a fifth or so: at 1920x1080 a worker process had 83 MB of its own with
/// ultrafast and 193 MB with preset fast, which holds forty pictures to look ahead; at 3840x2160 193 MB with ultrafast;
/// at 640x360 35 MB. The render itself and the libraries, whose pages all processes share, had 112 MB.
/// </remarks>
public static class WorkerMemory
{
    /// <summary>The render's own process, and the libraries once.</summary>
    public const long RenderBytes = 130L << 20;

    /// <summary>A runtime with the engine and the plugins.</summary>
    private const long RuntimeBytes = 36L << 20;

    private const int FramesWithoutLookahead = 18, FramesWithLookahead = 60;

    /// <summary>Bytes a pixel of a source of which no more is known: four as it is decoded, and three as it is kept.</summary>
    private const int SourcePixelBytes = 7;

    /// <summary>The render's memory, with workers at the plan's worst segment.</summary>
    /// <param name="plan">What will be rendered.</param>
    /// <param name="stated">What effects take beside the frames they are lent.</param>
    /// <param name="inProcess">Whether the workers are processes, each with a runtime and libraries of its own.</param>
    public static MemoryPrediction Of(RenderPlan plan, StatedMemory stated, bool inProcess)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(stated);
        // A segment's effects are disposed of before the next one's are created.
        (PlannedSegment worst, long bytes) = plan.Segments
            .Select(s => (s, SourceBytes(s) + ChainBytes(s, plan.Width, plan.Height) + stated.OfEffects(s, plan))).MaxBy(s => s.Item2);
        bool looksAhead = !plan.Encoder.Options.Contains(new EncoderOption("preset", "ultrafast"));
        (long process, long libraries) = stated.Libraries(plan);
        MemoryPrediction plain = Of(plan.Width, plan.Height, looksAhead, inProcess);
        long planBytes = PlanMemory.OfRender(plan);
        return new MemoryPrediction(
            plain.RenderBytes + planBytes + libraries + (inProcess ? 0 : process),
            plain.WorkerBytes + bytes + (inProcess ? process + PlanMemory.OfWorker(plan) : 0),
            stated.Greatest(worst, plan)) { PlanBytes = planBytes };
    }

    /// <summary>The same for a video of which only the size is known: without sources and effects.</summary>
    public static MemoryPrediction Of(int width, int height, bool looksAhead, bool inProcess) => new(
        RenderBytes, (width * (long)height * 3 / 2 * (looksAhead ? FramesWithLookahead : FramesWithoutLookahead)) + (inProcess ? RuntimeBytes : 0));

    /// <summary>What a process takes while it decodes a picture.</summary>
    public static long OfDecoding(PictureInfo picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return RuntimeBytes + BytesOf(picture);
    }

    private static long SourceBytes(PlannedSegment segment)
        => segment.Source is PlannedSource.Picture { Info: var info } ? BytesOf(info) : 0;

    private static long BytesOf(PictureInfo picture)
        => picture.DecodingBytes > 0 ? picture.DecodingBytes : picture.Width * (long)picture.Height * SourcePixelBytes;

    /// <summary>An effect that reads its neighborhood has a frame of 16-bit samples to read, and room for another.</summary>
    private static long ChainBytes(PlannedSegment segment, int width, int height)
        => segment.Effects.Count(e => e.Access is PixelAccess.Neighborhood or PixelAccess.Frame) * 2 * (width * (long)height * 3);
}
