namespace PluginRender.Rendering;

/// <summary>How many workers a machine admits.</summary>
/// <param name="Workers">At least 1.</param>
/// <param name="Reason">Why not more, in words.</param>
/// <param name="PredictedBytes">Memory that the render is expected to take.</param>
public sealed record WorkerAdmission(int Workers, string Reason, long PredictedBytes)
{
    private const long ProcessBytes = 150L << 20;

    /// <summary>
    /// As many as cores, while the predicted memory stays within the budget. A worker takes about 40 frames'
    /// memory: an encoder's references and look-ahead, and the bands and sources of its segment.
    /// </summary>
    public static WorkerAdmission For(int cores, long budgetBytes, int width, int height, int chunks, int? wanted)
    {
        long worker = width * (long)height * 3 / 2 * 40;
        int byMemory = (int)Math.Clamp((budgetBytes - ProcessBytes) / worker, 1, 1024);
        int limit = wanted ?? Math.Min(cores, byMemory);
        int workers = Math.Max(1, Math.Min(limit, chunks));
        string reason = wanted is not null && workers == wanted ? "as asked for"
            : workers == chunks && chunks < limit ? "as many as chunks"
            : cores <= byMemory ? "as many as cores" : "as many as the memory budget admits";
        return new WorkerAdmission(workers, reason, ProcessBytes + (workers * worker));
    }
}
