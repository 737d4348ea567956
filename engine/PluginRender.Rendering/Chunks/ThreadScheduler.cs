using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Renders chunks on threads of this process: for embedding and debugging. A plugin that crashes ends the process.</summary>
/// <param name="renderer">Renders one chunk; may be called from several threads.</param>
/// <param name="store">Where finished chunks are.</param>
/// <param name="workers">Threads, at least 1.</param>
/// <param name="log">Told about starts and ends.</param>
public sealed class ThreadScheduler(ChunkRenderer renderer, ChunkStore store, int workers, IRenderLog log) : IChunkScheduler
{
    private readonly ChunkDispatcher dispatcher = new(new Threads(renderer, workers), store, log);

    /// <inheritdoc/>
    public ImmutableArray<FailedAttempt> FailedAttempts => dispatcher.FailedAttempts;

    /// <inheritdoc/>
    public IReadOnlyList<Task<FinishedChunk>> Start(RenderPlan plan, bool fresh, CancellationToken cancellation)
        => dispatcher.Start(plan, fresh, cancellation);

    /// <inheritdoc/>
    public FinishedChunk RenderAgain(RenderPlan plan, FinishedChunk chunk, string reason, CancellationToken cancellation)
        => dispatcher.RenderAgain(plan, chunk, reason, cancellation);

    private sealed class Threads(ChunkRenderer renderer, int count) : IChunkWorkers
    {
        public int Count => count;

        public ChunkRecord Render(int worker, RenderPlan plan, PlannedChunk chunk, CancellationToken cancellation)
            => renderer.Render(plan, chunk, cancellation);

        public bool IsWorthARetry(Exception failure, int attempt) => failure is EncodingException && attempt < 2;
    }
}
