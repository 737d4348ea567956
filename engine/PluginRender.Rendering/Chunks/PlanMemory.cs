using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>What a project takes by its own size: as it is read, its plan, and its report.</summary>
/// <remarks>
/// Measured with 500 to 50,000 segments of 64x64, without effects and with three each. The text of a plan is three times what it takes
/// here: it is written and read in parts.
/// </remarks>
internal static class PlanMemory
{
    private const int SegmentBytes = 2200, EffectBytes = 600, ParameterBytes = 90;

    /// <summary>A worker reads the text of its chunk's part: what that takes for each byte of it, and its bytes.</summary>
    private const int ReadBytes = 9, SegmentText = 250, EffectText = 400, ParameterText = 45;

    /// <summary>What the render's own process has of it.</summary>
    public static long OfRender(RenderPlan plan) => plan.Segments.Sum(s => Of(s, SegmentBytes, EffectBytes, ParameterBytes) + MaskBytes(s));

    /// <summary>What a worker process has of it at the most: a chunk's part.</summary>
    public static long OfWorker(RenderPlan plan)
        => plan.Chunks.Select(c => plan.SegmentsOf(c).Sum(s => ReadBytes * Of(s, SegmentText, EffectText, ParameterText) + (4 * MaskBytes(s)))).DefaultIfEmpty().Max();

    private static long Of(PlannedSegment segment, int each, int effect, int parameter)
        => each + segment.Effects.Sum(e => (long)effect + (parameter * e.Parameters.Length));

    private static long MaskBytes(PlannedSegment segment) => (segment.Source as PlannedSource.Picture)?.Facts?.MaskSamples?.Packed.Length ?? 0;
}
