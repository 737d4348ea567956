using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>Something that happened in a render: a log line for people, and what it is made of for programs.</summary>
/// <param name="Source">Such as "render" or "chunk 3".</param>
public abstract record RenderEvent(string Source)
{
    /// <summary>What a log that has only lines says of it.</summary>
    public abstract string Text { get; }
}

/// <summary>A chunk's attempt begins.</summary>
/// <param name="Chunk">The chunk's index.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Worker">Who renders it, from 0.</param>
/// <param name="FirstFrame">Its first frame in the video.</param>
/// <param name="FrameCount">Its frames.</param>
/// <param name="Segments">Ids of the segments that it shows, in order.</param>
public sealed record ChunkStarted(int Chunk, int Attempt, int Worker, int FirstFrame, int FrameCount, ImmutableArray<string> Segments) : RenderEvent(ChunkEvents.Source(Chunk))
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            string frames = FrameCount == 1 ? "frame " : string.Create(CultureInfo.InvariantCulture, $"frames {FirstFrame}-");
            return string.Create(CultureInfo.InvariantCulture, $"START {Counted.Of(Segments.Length, "segment")}, {frames}{FirstFrame + FrameCount - 1}");
        }
    }
}

/// <summary>A chunk is in the store, by a worker's doing.</summary>
/// <param name="Chunk">The chunk's index.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Worker">Who rendered it, from 0.</param>
/// <param name="FrameCount">Its frames.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ChunkFinished(int Chunk, int Attempt, int Worker, int FrameCount, double Seconds, long Bytes) : RenderEvent(ChunkEvents.Source(Chunk))
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"FINISHED in {Counted.Seconds(Seconds)} -> {Counted.Bytes(Bytes)}, {FrameCount / Math.Max(Seconds, 1e-3):0} fps");
}

/// <summary>A chunk was in the store.</summary>
/// <param name="Chunk">The chunk's index.</param>
/// <param name="FrameCount">Its frames.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ChunkCached(int Chunk, int FrameCount, long Bytes) : RenderEvent(ChunkEvents.Source(Chunk))
{
    /// <inheritdoc/>
    public override string Text => "cached";
}

/// <summary>A chunk's attempt failed; whether there is another, the next event tells.</summary>
/// <param name="Chunk">The chunk's index.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Worker">Who tried, from 0.</param>
/// <param name="Cause">Why it failed.</param>
public sealed record ChunkFailed(int Chunk, int Attempt, int Worker, string Cause) : RenderEvent(ChunkEvents.Source(Chunk))
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"attempt {Attempt} failed: {Cause}");
}

/// <summary>All chunks are there, and the last one is about to be joined.</summary>
/// <param name="Chunks">How many.</param>
/// <param name="Bytes">Their size together.</param>
public sealed record AssemblyStarted(int Chunks, long Bytes) : RenderEvent("assemble")
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(Chunks, "chunk")}, {Counted.Bytes(Bytes)}, packet copy");
}

/// <summary>The video is in its place.</summary>
/// <param name="Seconds">From the last chunk's end to here.</param>
/// <param name="Bytes">Size of the video.</param>
public sealed record AssemblyFinished(double Seconds, long Bytes) : RenderEvent("assemble")
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"FINISHED in {Counted.Seconds(Seconds)} after the last chunk");
}

/// <summary>What the events of chunks have in common.</summary>
internal static class ChunkEvents
{
    public static string Source(int chunk) => string.Create(CultureInfo.InvariantCulture, $"chunk {chunk}");
}
