namespace PluginRender.Rendering;

/// <summary>How many workers a machine admits.</summary>
/// <param name="Workers">At least 1.</param>
/// <param name="Reason">Why not more, in words.</param>
/// <param name="PredictedBytes">Memory that the render is expected to take.</param>
public sealed record WorkerAdmission(int Workers, string Reason, long PredictedBytes)
{
    /// <summary>As many as cores, while the predicted memory stays within the budget.</summary>
    /// <param name="cores">Processors that may be used.</param>
    /// <param name="budgetBytes">The memory that the render may take.</param>
    /// <param name="workerBytes">What each worker is expected to take; see <see cref="WorkerMemory"/>.</param>
    /// <param name="chunks">Chunks of the plan.</param>
    /// <param name="wanted">Workers asked for; null for as many as fit.</param>
    public static WorkerAdmission For(int cores, long budgetBytes, long workerBytes, int chunks, int? wanted)
    {
        int byMemory = (int)Math.Clamp((budgetBytes - WorkerMemory.RenderBytes) / workerBytes, 1, 1024);
        int limit = wanted ?? Math.Min(cores, byMemory);
        int workers = Math.Max(1, Math.Min(limit, chunks));
        string reason = wanted is not null && workers == wanted ? "as asked for"
            : workers == chunks && chunks < limit ? "as many as chunks"
            : cores <= byMemory ? "as many as cores" : "as many as the memory budget admits";
        return new WorkerAdmission(workers, reason, WorkerMemory.RenderBytes + (workers * workerBytes));
    }
}
