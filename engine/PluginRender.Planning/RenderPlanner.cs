using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>What a plan depends on besides the project.</summary>
/// <param name="ChunkSeconds">Target chunk duration; null for <see cref="Chunker.DefaultSeconds"/>.</param>
/// <param name="EncoderThreads">Threads of each encoder.</param>
/// <param name="EncoderLibrary">Versions of the encoding libraries.</param>
/// <param name="HostAssemblies">
/// The host's assemblies that decide samples and packets. What planning itself decides stands in the plan.
/// </param>
public sealed record PlanOptions(
    decimal? ChunkSeconds, int EncoderThreads, string EncoderLibrary, ImmutableArray<HostAssembly> HostAssemblies);

/// <summary>Turns a project into a plan. Pure: the same project, facts and options give the same plan.</summary>
public static class RenderPlanner
{
    /// <param name="project">A valid project.</param>
    /// <param name="pictures">What each picture is, by absolute path.</param>
    /// <param name="options">What else decides the bytes.</param>
    /// <param name="facts">What detection found in the pictures of segments, by segment id; segments that did not ask are missing.</param>
    /// <exception cref="InvalidInputException">The timeline is not possible.</exception>
    public static RenderPlan Plan(
        RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, PlanOptions options, IReadOnlyDictionary<string, PictureFacts>? facts = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(options);
        ImmutableArray<int> boundaries = SegmentTimeline.Boundaries(project);
        OutputSettings output = project.Output;
        decimal target = options.ChunkSeconds ?? Chunker.DefaultSeconds(project.Segments.Sum(s => s.Duration));
        int targetFrames = (int)Math.Clamp(output.Rate.ToFrames(target), 1, SegmentTimeline.MaximumFrames);
        var segments = project.Segments.Select((segment, k) => new PlannedSegment(
            segment.Id,
            boundaries[k],
            boundaries[k + 1] - boundaries[k],
            segment.Source switch
            {
                ProjectSource.Image image => new PlannedSource.Picture(
                    image.RelativePath, pictures[image.AbsolutePath], FactsOf(segment, facts?.GetValueOrDefault(segment.Id))),
                ProjectSource.Color color => new PlannedSource.Color(color.Value),
                _ => throw new ArgumentOutOfRangeException(nameof(project), segment.Source, "unknown kind of source"),
            },
            [.. segment.Effects.Select((effect, i) => PlanEffect(segment.Id, i, effect))])).ToImmutableArray();

        var plan = new RenderPlan(
            output.Width, output.Height, output.Rate, boundaries[^1],
            EncoderSettings.X264(output.Profile, output.Crf, options.EncoderThreads, options.EncoderLibrary),
            HostAssembly.InOrder(options.HostAssemblies), segments, []);
        return WithChunks(plan, Chunker.Divide(boundaries, targetFrames));
    }

    /// <summary>The same video with another encoder in one chunk: what the sequential fallback renders.</summary>
    public static RenderPlan Sequential(RenderPlan plan, EncoderSettings encoder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return WithChunks(plan with { Encoder = encoder }, [new FrameRange(0, plan.FrameCount)]);
    }

    /// <summary>The same video in the same chunks with another encoder: frame for frame the same before encoding.</summary>
    public static RenderPlan EncodedWith(RenderPlan plan, EncoderSettings encoder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Rekeyed(plan with { Encoder = encoder });
    }

    /// <summary>The same video with a segment that lacks an effect, wherever in the segment it stands. Other segments' chunks keep their keys.</summary>
    public static RenderPlan Without(RenderPlan plan, string segmentId, string effectId)
    {
        ArgumentNullException.ThrowIfNull(plan);
        RenderPlan without = plan with
        {
            Segments = [.. plan.Segments.Select(s => s.Id == segmentId ? s with { Effects = [.. s.Effects.Where(e => e.Id != effectId)] } : s)],
        };
        return Rekeyed(without);
    }

    /// <summary>
    /// A segment alone, with a chunk that is one frame of it: the effects see what they saw in the video, so that what
    /// happens in a frame can be made to happen again.
    /// </summary>
    /// <param name="plan">A plan.</param>
    /// <param name="segmentId">One of its segments.</param>
    /// <param name="frame">The frame within the segment.</param>
    /// <param name="framesBefore">So many frames before it are in the chunk too, as far as there are any.</param>
    /// <returns>The plan, and the index of the chunk.</returns>
    public static (RenderPlan Plan, int Chunk) OnlyFrame(RenderPlan plan, string segmentId, int frame, int framesBefore = 0)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlannedSegment segment = plan.Segments.Single(s => s.Id == segmentId) with { FirstFrame = 0 };
        int first = Math.Max(0, frame - framesBefore);
        FrameRange[] ranges = [new(0, first), new(first, frame + 1 - first), new(frame + 1, segment.FrameCount - frame - 1)];
        RenderPlan only = WithChunks(plan with { FrameCount = segment.FrameCount, Segments = [segment] }, [.. ranges.Where(r => r.Count > 0)]);
        return (only, first > 0 ? 1 : 0);
    }

    /// <summary>
    /// A chunk with its segments and nothing else: what a worker needs of a plan to render it, with the same key and frame for
    /// frame the same.
    /// </summary>
    /// <returns>The plan, whose first segment begins at 0, and the index of the chunk in it.</returns>
    public static (RenderPlan Plan, int Chunk) OnlyChunk(RenderPlan plan, PlannedChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(chunk);
        PlannedSegment[] segments = [.. plan.SegmentsOf(chunk)];
        int start = segments[0].FirstFrame, frames = segments[^1].EndFrame - start, first = chunk.FirstFrame - start;
        var ranges = ImmutableArray.CreateBuilder<FrameRange>(3);
        if (first > 0) ranges.Add(new FrameRange(0, first));
        ranges.Add(new FrameRange(first, chunk.FrameCount));
        if (first + chunk.FrameCount < frames) ranges.Add(new FrameRange(first + chunk.FrameCount, frames - first - chunk.FrameCount));
        RenderPlan only = plan with { FrameCount = frames, Segments = [.. segments.Select(s => s with { FirstFrame = s.FirstFrame - start })] };
        return (WithChunks(only, ranges.ToImmutable()), first > 0 ? 1 : 0);
    }

    /// <summary>The same chunks with the keys of what the plan says now.</summary>
    internal static RenderPlan Rekeyed(RenderPlan plan) => WithChunks(plan, [.. plan.Chunks.Select(c => new FrameRange(c.FirstFrame, c.FrameCount))]);

    private static RenderPlan WithChunks(RenderPlan plan, ImmutableArray<FrameRange> ranges) => plan with
    {
        Chunks = [.. ranges.Select((range, i) => new PlannedChunk(i, range.First, range.Count, ChunkKey.Of(plan, range)))],
    };

    /// <summary>A mask's samples are in the plan only where an effect uses them.</summary>
    private static PictureFacts? FactsOf(ProjectSegment segment, PictureFacts? facts)
        => facts?.MaskSamples is null || segment.Effects.Any(e => e.Descriptor.UsesSubjectMask) ? facts : facts with { MaskSamples = null };

    private static PlannedEffect PlanEffect(string segmentId, int index, ProjectEffect effect)
    {
        EffectDescriptor descriptor = effect.Descriptor;
        // From names, not positions in time: inserting a segment must not change the ones after it.
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{segmentId}\n{index}\n{descriptor.Id}"));
        return new PlannedEffect(
            descriptor.Id, descriptor.Version, descriptor.Plugin, descriptor.PluginHash, descriptor.Access,
            descriptor.Concurrency, descriptor.Determinism, BinaryPrimitives.ReadUInt64LittleEndian(hash), effect.Parameters, effect.Reason)
        {
            UsesSubjectMask = descriptor.UsesSubjectMask,
        };
    }
}
