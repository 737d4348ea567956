using System.Collections.Immutable;

namespace PluginRender.Rendering;

/// <summary>How far a render is, at a moment.</summary>
/// <param name="DoneFrames">Frames that are there: of finished chunks, cached ones included, and of those in work.</param>
/// <param name="RenderedFrames">Those of them that this render made.</param>
/// <param name="Seconds">Since rendering began.</param>
/// <param name="MemoryBytes">What all processes of the render have, as far as it was looked at; 0 where it is not.</param>
/// <param name="Workers">Who is at work, in the order of their numbers.</param>
public sealed record RenderProgress(int DoneFrames, int RenderedFrames, double Seconds, long MemoryBytes, ImmutableArray<WorkerProgress> Workers);

/// <summary>What a worker is at.</summary>
/// <param name="Worker">From 0.</param>
/// <param name="Chunk">The chunk's index.</param>
/// <param name="Segment">Id of the segment whose frame is rendered.</param>
/// <param name="DoneFrames">Finished frames of the chunk.</param>
/// <param name="FrameCount">Frames of the chunk.</param>
public sealed record WorkerProgress(int Worker, int Chunk, string Segment, int DoneFrames, int FrameCount);
