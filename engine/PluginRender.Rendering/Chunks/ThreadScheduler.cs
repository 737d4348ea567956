using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Renders chunks on threads of this process: for embedding and debugging. A plugin that crashes ends the process.</summary>
public sealed class ThreadScheduler : IChunkScheduler
{
    private readonly ChunkDispatcher dispatcher;

    /// <param name="renderer">Renders one chunk; may be called from several threads.</param>
    /// <param name="store">Where finished chunks are.</param>
    /// <param name="workers">Threads, at least 1.</param>
    /// <param name="log">Told about starts and ends.</param>
    public ThreadScheduler(ChunkRenderer renderer, ChunkStore store, int workers, IRenderLog log)
        : this([.. Enumerable.Repeat(renderer, workers + 1)], store, log)
    {
    }

    /// <param name="renderers">
    /// One for each thread, and one more for chunks that have to be rendered again. With plugins loaded for each, threads
    /// share none of a plugin's static state.
    /// </param>
    /// <param name="store">Where finished chunks are.</param>
    /// <param name="log">Told about starts and ends.</param>
    /// <param name="reproductions">Where faults of effects can be seen again; null to leave nothing.</param>
    public ThreadScheduler(IReadOnlyList<ChunkRenderer> renderers, ChunkStore store, IRenderLog log, FaultReproductions? reproductions = null)
        => dispatcher = new ChunkDispatcher(new Threads(renderers), store, log, reproductions);

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

    private sealed class Threads(IReadOnlyList<ChunkRenderer> renderers) : IChunkWorkers
    {
        public int Count => renderers.Count - 1;

        public ChunkRecord Render(int worker, RenderPlan plan, PlannedChunk chunk, CancellationToken cancellation)
            => renderers[worker].Render(plan, chunk, cancellation);

        /// <summary>Not counted here: a chunk's frames are there when the chunk is.</summary>
        public int FramesOf(int worker) => 0;

        public long MemoryBytes => Environment.WorkingSet;

        public bool IsWorthARetry(Exception failure, int attempt) => failure is EncodingException && attempt < 2;
    }
}
