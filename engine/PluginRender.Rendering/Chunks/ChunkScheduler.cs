using System.Diagnostics;
using System.Globalization;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Where log lines go.</summary>
public interface IRenderLog
{
    /// <param name="source">Such as "render" or "chunk 3".</param>
    /// <param name="message">One line.</param>
    void Write(string source, string message);
}

/// <summary>A chunk that is in the store.</summary>
/// <param name="Chunk">Which.</param>
/// <param name="Record">What the store knows of it.</param>
/// <param name="Cached">Whether it was there before.</param>
/// <param name="Attempts">How often it was rendered.</param>
/// <param name="Seconds">How long the last attempt took.</param>
/// <param name="Worker">Who rendered it, from 0; −1 for nobody.</param>
public sealed record FinishedChunk(PlannedChunk Chunk, ChunkRecord Record, bool Cached, int Attempts, double Seconds, int Worker);

/// <summary>Gets chunks rendered; where and by whom is its own affair. Threads now, processes later.</summary>
public interface IChunkScheduler
{
    /// <summary>
    /// Starts on all chunks; each task ends when its chunk is in the store. Once a chunk has failed no further one
    /// is begun: the tasks of those are canceled, and those being rendered go on until they are done or canceled.
    /// </summary>
    IReadOnlyList<Task<FinishedChunk>> Start(RenderPlan plan, bool fresh, CancellationToken cancellation);

    /// <summary>Renders a chunk again that turned out not to fit.</summary>
    FinishedChunk RenderAgain(RenderPlan plan, FinishedChunk chunk, CancellationToken cancellation);
}

/// <summary>Renders chunks on threads of this process, the first chunks first, so that assembly can follow.</summary>
/// <param name="renderer">Renders one chunk; may be called from several threads.</param>
/// <param name="store">Where finished chunks are.</param>
/// <param name="workers">Threads, at least 1.</param>
/// <param name="log">Told about starts and ends.</param>
public sealed class ThreadScheduler(ChunkRenderer renderer, ChunkStore store, int workers, IRenderLog log) : IChunkScheduler
{
    private const int MaximumAttempts = 2;

    /// <inheritdoc/>
    public IReadOnlyList<Task<FinishedChunk>> Start(RenderPlan plan, bool fresh, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var results = plan.Chunks.Select(_ => new TaskCompletionSource<FinishedChunk>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        int next = -1;
        for (int worker = 0; worker < Math.Min(workers, plan.Chunks.Length); worker++)
        {
            int number = worker;
            new Thread(() => Work(number)) { IsBackground = true, Name = $"worker {number}" }.Start();
        }

        return [.. results.Select(r => r.Task)];

        void Work(int worker)
        {
            for (int i = Interlocked.Increment(ref next); i < results.Length; i = Interlocked.Increment(ref next))
            {
                try
                {
                    cancellation.ThrowIfCancellationRequested();
                    results[i].SetResult(Get(plan, plan.Chunks[i], fresh, worker, cancellation));
                }
                catch (OperationCanceledException)
                {
                    results[i].SetCanceled(cancellation);
                }
                catch (Exception e)
                {
                    // Takes every chunk that nobody has begun, so that no worker can. The failure comes before the
                    // cancellations that follow from it: who waits for a chunk learns the cause.
                    int last = Interlocked.Exchange(ref next, results.Length);
                    results[i].SetException(e);
                    for (int left = last + 1; left < results.Length; left++) results[left].SetCanceled(CancellationToken.None);
                }
            }
        }
    }

    /// <inheritdoc/>
    public FinishedChunk RenderAgain(RenderPlan plan, FinishedChunk chunk, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        log.Write($"chunk {chunk.Chunk.Index}", "does not fit the chunks before it and is rendered again");
        return Render(plan, chunk.Chunk, 0, chunk.Attempts, cancellation);
    }

    private FinishedChunk Get(RenderPlan plan, PlannedChunk chunk, bool fresh, int worker, CancellationToken cancellation)
    {
        if (!fresh && store.Find(chunk.Key, chunk.FrameCount) is { } record)
        {
            log.Write($"chunk {chunk.Index}", "cached");
            return new FinishedChunk(chunk, record, Cached: true, 0, 0, -1);
        }

        return Render(plan, chunk, worker, 0, cancellation);
    }

    private FinishedChunk Render(RenderPlan plan, PlannedChunk chunk, int worker, int attempts, CancellationToken cancellation)
    {
        string name = $"chunk {chunk.Index}";
        int segments = plan.SegmentsOf(chunk).Count();
        for (int attempt = attempts + 1; ; attempt++)
        {
            log.Write(name, $"START {segments} segment{(segments == 1 ? "" : "s")}, frames {chunk.FirstFrame}-{chunk.EndFrame - 1}");
            var watch = Stopwatch.StartNew();
            try
            {
                ChunkRecord record = renderer.Render(plan, chunk, cancellation);
                double seconds = watch.Elapsed.TotalSeconds;
                log.Write(name, string.Create(CultureInfo.InvariantCulture,
                    $"FINISHED in {seconds:0.0} s -> {record.Bytes / 1e6:0.0} MB, {chunk.FrameCount / seconds:0} fps"));
                return new FinishedChunk(chunk, record, Cached: false, attempt, seconds, worker);
            }
            catch (EncodingException e) when (attempt - attempts < MaximumAttempts)
            {
                log.Write(name, $"attempt {attempt} failed: {e.Message}");
            }
        }
    }
}
