using System.Globalization;

namespace PluginRender.Rendering;

/// <summary>How many workers a machine admits.</summary>
/// <param name="Workers">At least 1.</param>
/// <param name="Reason">Why not more, in words.</param>
/// <param name="PredictedBytes">Memory that the render is expected to take.</param>
public sealed record WorkerAdmission(int Workers, string Reason, long PredictedBytes)
{
    /// <summary>An effect that takes much of each worker, or the plan's size, in words, where that is why there are not more, or why even these take more than the budget; else null.</summary>
    public string? Cause { get; init; }

    /// <summary>What it was decided by.</summary>
    public required MemoryPrediction Memory { get; init; }

    /// <summary>
    /// The least that the render takes, with one worker: what is expected, without the fifth by which that is rounded up.
    /// With less it cannot be done.
    /// </summary>
    public long LeastBytes => (Memory.RenderBytes + Memory.WorkerBytes) / 6 * 5;

    /// <summary>As many as cores, while the predicted memory stays within the budget.</summary>
    /// <param name="cores">Processors that may be used.</param>
    /// <param name="budgetBytes">The memory that the render may take.</param>
    /// <param name="memory">What the render and each worker are expected to take; see <see cref="WorkerMemory"/>.</param>
    /// <param name="chunks">Chunks of the plan.</param>
    /// <param name="wanted">Workers asked for; null for as many as fit.</param>
    public static WorkerAdmission For(int cores, long budgetBytes, MemoryPrediction memory, int chunks, int? wanted)
    {
        ArgumentNullException.ThrowIfNull(memory);
        int byMemory = (int)Math.Clamp((budgetBytes - memory.RenderBytes) / memory.WorkerBytes, 1, 1024);
        int limit = wanted ?? Math.Min(cores, byMemory);
        int workers = Math.Max(1, Math.Min(limit, chunks));
        string reason = wanted is not null && workers == wanted ? "as asked for"
            : workers == chunks && chunks < limit ? "as many as chunks"
            : cores <= byMemory ? "as many as cores" : "as many as the memory budget admits";
        long predicted = memory.RenderBytes + (workers * memory.WorkerBytes);
        bool isForMemory = byMemory < cores && workers == byMemory && wanted is null;
        return new WorkerAdmission(workers, reason, predicted) { Memory = memory, Cause = isForMemory || predicted > budgetBytes ? CauseOf(memory) : null };
    }

    /// <summary>An effect with less than a quarter of a worker's memory is no cause, nor a plan with less than half of the render's own.</summary>
    private static string? CauseOf(MemoryPrediction memory) => memory.PlanBytes >= memory.RenderBytes / 2
        ? string.Create(CultureInfo.InvariantCulture, $"plan and report of so many segments take {memory.PlanBytes >> 20} MiB")
        : memory.Effect is { } effect && effect.Bytes >= memory.WorkerBytes / 4
        ? string.Create(CultureInfo.InvariantCulture, $"effect {effect.EffectId} of segment \"{effect.SegmentId}\" takes {effect.Bytes >> 20} of the {memory.WorkerBytes >> 20} MiB of a worker")
        : null;
}
