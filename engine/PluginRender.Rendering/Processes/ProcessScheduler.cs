using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>What worker processes may do.</summary>
/// <param name="Workers">How many, at least 1.</param>
/// <param name="MemoryBytes">The memory of the whole render, this process included; each worker has an equal share of the rest.</param>
/// <param name="ChunkTimeout">How long a worker may take for one frame before it is taken for hanging.</param>
public sealed record ProcessLimits(int Workers, long MemoryBytes, TimeSpan ChunkTimeout);

/// <summary>Renders chunks in worker processes: a plugin that crashes, hangs or eats memory costs one attempt at one chunk.</summary>
public sealed class ProcessScheduler : IChunkScheduler, IDisposable
{
    private readonly WorkerPool pool;
    private readonly ChunkDispatcher dispatcher;

    /// <param name="launch">How workers are started.</param>
    /// <param name="limits">What they may do.</param>
    /// <param name="store">Where finished chunks are.</param>
    /// <param name="log">Told about starts and ends, and what plugins print.</param>
    /// <param name="time">Tells who hangs.</param>
    /// <param name="reproductions">Where faults of effects can be seen again; null to leave nothing.</param>
    public ProcessScheduler(
        WorkerLaunch launch, ProcessLimits limits, ChunkStore store, IRenderLog log, TimeProvider time, FaultReproductions? reproductions = null)
    {
        pool = new WorkerPool(launch, limits, store, log, time);
        dispatcher = new ChunkDispatcher(pool, store, log, reproductions);
    }

    /// <summary>The most memory that this process and its workers had together.</summary>
    public long PeakMemoryBytes => pool.Memory.PeakBytes;

    /// <summary>The same over time.</summary>
    public ImmutableArray<MemorySample> Memory => pool.Memory.Samples;

    /// <inheritdoc/>
    public ImmutableArray<FailedAttempt> FailedAttempts => dispatcher.FailedAttempts;

    /// <inheritdoc/>
    public RenderProgress Progress => dispatcher.Progress;

    /// <inheritdoc/>
    public IReadOnlyList<Task<FinishedChunk>> Start(RenderPlan plan, bool fresh, CancellationToken cancellation)
        => dispatcher.Start(plan, fresh, cancellation);

    /// <inheritdoc/>
    public FinishedChunk RenderAgain(RenderPlan plan, FinishedChunk chunk, string reason, CancellationToken cancellation)
        => dispatcher.RenderAgain(plan, chunk, reason, cancellation);

    /// <summary>Renders one chunk of a plan and no other, whether it is there or not.</summary>
    public FinishedChunk RenderOnly(RenderPlan plan, PlannedChunk chunk, CancellationToken cancellation) => dispatcher.RenderOnly(plan, chunk, cancellation);

    /// <summary>Ends all workers; no chunk may be in work.</summary>
    public void Dispose() => pool.Dispose();
}
