using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Where log lines go.</summary>
public interface IRenderLog
{
    /// <param name="source">Such as "render" or "chunk 3".</param>
    /// <param name="message">One line.</param>
    void Write(string source, string message);

    /// <summary>What happened; a line, where a log has no more than lines.</summary>
    void Tell(RenderEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        Write(happened.Source, happened.Text);
    }
}

/// <summary>A chunk that is in the store.</summary>
/// <param name="Chunk">Which.</param>
/// <param name="Record">What the store knows of it.</param>
/// <param name="Cached">Whether it was there before.</param>
/// <param name="Attempts">How often it was rendered.</param>
/// <param name="Seconds">How long the last attempt took.</param>
/// <param name="Worker">Who rendered it, from 0; −1 for nobody.</param>
/// <param name="StartSeconds">When that attempt began, counted from the begin of rendering.</param>
/// <param name="CacheDamage">What was wrong with what the store had of it before; null when nothing was wrong or nothing was there.</param>
public sealed record FinishedChunk(
    PlannedChunk Chunk, ChunkRecord Record, bool Cached, int Attempts, double Seconds, int Worker, double StartSeconds = 0, string? CacheDamage = null);

/// <summary>An attempt at a chunk that failed.</summary>
/// <param name="Chunk">The chunk's index.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Worker">Who tried.</param>
/// <param name="Cause">Why it failed.</param>
/// <param name="Reproduction">The file of the command that makes it fail again in one frame; null where that is not an effect's doing.</param>
public sealed record FailedAttempt(int Chunk, int Attempt, int Worker, string Cause, string? Reproduction = null);

/// <summary>Gets chunks rendered; where and by whom is its own affair.</summary>
public interface IChunkScheduler
{
    /// <summary>Every attempt that failed so far, in that order.</summary>
    ImmutableArray<FailedAttempt> FailedAttempts { get; }

    /// <summary>How far it is; may be asked at any time, by any thread.</summary>
    RenderProgress Progress { get; }

    /// <summary>
    /// Starts on all chunks; each task ends when its chunk is in the store. Once a chunk has failed no further one
    /// is begun: the tasks of those are canceled, and those being rendered go on until they are done or canceled.
    /// </summary>
    IReadOnlyList<Task<FinishedChunk>> Start(RenderPlan plan, bool fresh, CancellationToken cancellation);

    /// <summary>Renders a chunk again that turned out not to be usable.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="reason">Why, for the log; such as "does not fit the chunks before it".</param>
    /// <param name="cancellation">Stops it.</param>
    FinishedChunk RenderAgain(RenderPlan plan, FinishedChunk chunk, string reason, CancellationToken cancellation);
}
