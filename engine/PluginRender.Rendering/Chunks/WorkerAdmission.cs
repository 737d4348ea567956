namespace PluginRender.Rendering;

/// <summary>How many workers a machine admits.</summary>
/// <param name="Workers">At least 1.</param>
/// <param name="Reason">Why not more, in words.</param>
/// <param name="PredictedBytes">Memory that the render is expected to take.</param>
public sealed record WorkerAdmission(int Workers, string Reason, long PredictedBytes)
{
    private const long ProcessBytes = 150L << 20;

    /// <summary>A runtime with the engine and the plugins loaded.</summary>
    private const long WorkerProcessBytes = 80L << 20;

    /// <summary>
    /// As many as cores, while the predicted memory stays within the budget. A worker takes about 40 frames'
    /// memory: an encoder's references and look-ahead, and the bands and sources of its segment.
    /// </summary>
    /// <param name="cores">Processors that may be used.</param>
    /// <param name="budgetBytes">The memory that the render may take.</param>
    /// <param name="width">The video's width.</param>
    /// <param name="height">The video's height.</param>
    /// <param name="chunks">Chunks of the plan.</param>
    /// <param name="wanted">Workers asked for; null for as many as fit.</param>
    /// <param name="inProcesses">Whether each worker is a process, with a runtime of its own.</param>
    public static WorkerAdmission For(int cores, long budgetBytes, int width, int height, int chunks, int? wanted, bool inProcesses = false)
    {
        long worker = (width * (long)height * 3 / 2 * 40) + (inProcesses ? WorkerProcessBytes : 0);
        int byMemory = (int)Math.Clamp((budgetBytes - ProcessBytes) / worker, 1, 1024);
        int limit = wanted ?? Math.Min(cores, byMemory);
        int workers = Math.Max(1, Math.Min(limit, chunks));
        string reason = wanted is not null && workers == wanted ? "as asked for"
            : workers == chunks && chunks < limit ? "as many as chunks"
            : cores <= byMemory ? "as many as cores" : "as many as the memory budget admits";
        return new WorkerAdmission(workers, reason, ProcessBytes + (workers * worker));
    }
}
