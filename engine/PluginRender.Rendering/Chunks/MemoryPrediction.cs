namespace PluginRender.Rendering;

/// <summary>The memory that a render is expected to take.</summary>
/// <param name="RenderBytes">Once, however many workers there are.</param>
/// <param name="WorkerBytes">For each worker.</param>
/// <param name="Effect">The effect that takes the most of a worker, where one states that it takes any.</param>
public sealed record MemoryPrediction(long RenderBytes, long WorkerBytes, EffectShare? Effect = null)
{
    /// <summary>What of <see cref="RenderBytes"/> the project takes, its plan and its report, which grow with its segments.</summary>
    public long PlanBytes { get; init; }
}

/// <param name="SegmentId">The segment.</param>
/// <param name="EffectId">One of its effects.</param>
/// <param name="Bytes">What it takes of a worker's memory.</param>
public sealed record EffectShare(string SegmentId, string EffectId, long Bytes);
