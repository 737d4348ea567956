using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Those who render chunks, each one chunk at a time.</summary>
internal interface IChunkWorkers
{
    /// <summary>How many they are.</summary>
    int Count { get; }

    /// <param name="worker">From 0; <see cref="Count"/> for one more, who renders a chunk again while the others are at work.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="chunk">One of its chunks.</param>
    /// <param name="cancellation">Stops the attempt; nothing of it is left.</param>
    ChunkRecord Render(int worker, RenderPlan plan, PlannedChunk chunk, CancellationToken cancellation);

    /// <summary>Whether another attempt may end differently.</summary>
    /// <param name="failure">Why the attempt failed.</param>
    /// <param name="attempt">How many attempts there were.</param>
    bool IsWorthARetry(Exception failure, int attempt);

    /// <summary>Frames of its chunk that a worker has finished, as far as that is known; any thread may ask.</summary>
    int FramesOf(int worker);

    /// <summary>What the render takes, as far as that is known; any thread may ask.</summary>
    long MemoryBytes { get; }
}

/// <summary>
/// Hands chunks to workers, the first chunks first, so that assembly can follow; takes from the store what is there,
/// logs starts and ends, and tries again what may succeed the next time.
/// </summary>
internal sealed class ChunkDispatcher(IChunkWorkers workers, ChunkStore store, IRenderLog log, FaultReproductions? reproductions = null)
{
    private readonly ConcurrentQueue<FailedAttempt> failedAttempts = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<string, FinishedChunk> rendered = new(StringComparer.Ordinal);

    private readonly ProgressBoard board = new(workers.FramesOf, () => workers.MemoryBytes);

    public ImmutableArray<FailedAttempt> FailedAttempts => [.. failedAttempts];

    public RenderProgress Progress => board.Look();

    public IReadOnlyList<Task<FinishedChunk>> Start(RenderPlan plan, bool fresh, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var results = plan.Chunks.Select(_ => new TaskCompletionSource<FinishedChunk>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        int[] firsts = FirstsOf(plan);
        int next = -1;
        for (int worker = 0; worker < Math.Min(workers.Count, plan.Chunks.Length); worker++)
        {
            int number = worker;
            new Thread(() => Work(number)) { IsBackground = true, Name = $"worker {number}" }.Start();
        }

        return [.. results.Select(r => r.Task)];

        void Work(int worker)
        {
            for (int i = Interlocked.Increment(ref next); i < results.Length; i = Interlocked.Increment(ref next))
            {
                if (firsts[i] != i)
                {
                    Follow(results[firsts[i]].Task, plan.Chunks[i], results[i]);
                    continue;
                }

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

    public FinishedChunk RenderAgain(RenderPlan plan, FinishedChunk chunk, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        log.Write($"chunk {chunk.Chunk.Index}", $"{reason} and is rendered again");
        return Render(plan, chunk.Chunk, workers.Count, chunk.Attempts, cancellation);
    }

    /// <summary>Renders one chunk and no other.</summary>
    public FinishedChunk RenderOnly(RenderPlan plan, PlannedChunk chunk, CancellationToken cancellation) => Render(plan, chunk, 0, 0, cancellation);

    /// <summary>For each chunk the first one with its key: a picture that stays for long, or that comes back, is rendered once.</summary>
    private static int[] FirstsOf(RenderPlan plan)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var firsts = new int[plan.Chunks.Length];
        for (int i = 0; i < firsts.Length; i++) firsts[i] = known.TryAdd(plan.Chunks[i].Key, i) ? i : known[plan.Chunks[i].Key];
        return firsts;
    }

    /// <summary>A chunk that is the same as one before it ends with that.</summary>
    private void Follow(Task<FinishedChunk> first, PlannedChunk chunk, TaskCompletionSource<FinishedChunk> result) => first.ContinueWith(
        done =>
        {
            if (!done.IsCompletedSuccessfully)
            {
                result.SetCanceled(CancellationToken.None);
                return;
            }

            ChunkRecord record = done.Result.Record;
            board.Find(chunk);
            log.Tell(new ChunkCached(chunk.Index, chunk.FrameCount, record.Bytes));
            result.SetResult(new FinishedChunk(chunk, record, Cached: true, 0, 0, -1));
        },
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private FinishedChunk Get(RenderPlan plan, PlannedChunk chunk, bool fresh, int worker, CancellationToken cancellation)
    {
        // What this very render has made is fresh: when it goes on without an effect, the other chunks stay.
        bool isOurs = rendered.TryGetValue(chunk.Key, out FinishedChunk? ours);
        ChunkFinding found = !fresh || isOurs ? store.Find(chunk.Key, chunk.FrameCount) : ChunkFinding.Missing;
        if (found.Record is { } record)
        {
            board.Find(chunk);
            if (ours is not null) return ours with { Chunk = chunk };
            log.Tell(new ChunkCached(chunk.Index, chunk.FrameCount, record.Bytes));
            return new FinishedChunk(chunk, record, Cached: true, 0, 0, -1);
        }

        if (found.Damage is { } damage) log.Write($"chunk {chunk.Index}", $"WARNING what the cache has of it is not used: {damage}; {store.PathOf(chunk.Key)}");
        return Render(plan, chunk, worker, 0, cancellation) with { CacheDamage = found.Damage };
    }

    private FinishedChunk Render(RenderPlan plan, PlannedChunk chunk, int worker, int attempts, CancellationToken cancellation)
    {
        ImmutableArray<string> segments = [.. plan.SegmentsOf(chunk).Select(s => s.Id)];
        for (int attempt = attempts + 1; ; attempt++)
        {
            log.Tell(new ChunkStarted(chunk.Index, attempt, worker, chunk.FirstFrame, chunk.FrameCount, segments));
            double start = clock.Elapsed.TotalSeconds;
            board.Begin(worker, plan, chunk);
            bool isThere = false;
            try
            {
                ChunkRecord record = workers.Render(worker, plan, chunk, cancellation);
                double seconds = clock.Elapsed.TotalSeconds - start;
                isThere = true;
                log.Tell(new ChunkFinished(chunk.Index, attempt, worker, chunk.FrameCount, seconds, record.Bytes));
                return rendered[chunk.Key] = new FinishedChunk(chunk, record, Cached: false, attempt, seconds, worker, start);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                (Exception told, string? reproduction) = Reproducible(plan, e);
                failedAttempts.Enqueue(new FailedAttempt(chunk.Index, attempt, worker, told.Message, reproduction));
                log.Tell(new ChunkFailed(chunk.Index, attempt, worker, told.Message));
                if (workers.IsWorthARetry(e, attempt - attempts)) continue;
                if (ReferenceEquals(told, e)) throw;
                throw told;
            }
            finally
            {
                board.End(worker, chunk, isThere);
            }
        }
    }

    /// <summary>The failure, with the way to see it again where there is one.</summary>
    private (Exception Told, string? Reproduction) Reproducible(RenderPlan plan, Exception failure)
    {
        if (reproductions is null || failure is not EffectException effect) return (failure, null);
        try
        {
            string command = reproductions.Leave(plan, effect);
            string problem = $"{effect.Problem}; to see it again in one frame: sh {command}";
            return (new EffectException(effect.SegmentId, effect.EffectId, effect.Plugin, effect.Frame, problem, effect) { FramesBefore = effect.FramesBefore }, command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Write("render", $"the reproduction of a fault could not be written: {e.Message}");
            return (failure, null);
        }
    }
}
