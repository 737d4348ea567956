using System.Security.Cryptography;
using System.Text.Json;

namespace PluginRender.Planning;

/// <summary>A chunk's key: a hash of what decides its bytes, and of nothing else.</summary>
/// <remarks>
/// Segments count by their place relative to the chunk, so that moving a chunk in time keeps its key. A picture counts by its
/// content, and what was detected in it where an effect is told of it. A segment's id counts where it has effects, which
/// are told it. Where it has none all its frames are the same: then neither its id decides anything, nor where it began
/// before the chunk or ends behind it, nor that it is followed by another one of the same picture.
/// </remarks>
internal static class ChunkKey
{
    /// <summary>The key of the chunk that has the frames of a range, 64 hexadecimal digits.</summary>
    public static string Of(RenderPlan plan, FrameRange range) => Convert.ToHexStringLower(SHA256.HashData(PlanJson.Bytes(writer =>
    {
        writer.WriteStartObject();
        PlanJson.WriteOutput(writer, plan);
        writer.WriteNumber("frames", range.Count);
        writer.WriteStartArray("segments");
        WriteSegments(writer, plan, range);
        writer.WriteEndArray();
        writer.WriteEndObject();
    })));

    private static void WriteSegments(Utf8JsonWriter writer, RenderPlan plan, FrameRange range)
    {
        PlannedSource? shown = null;
        int since = 0;
        foreach (PlannedSegment segment in plan.SegmentsOf(new PlannedChunk(0, range.First, range.Count, "")))
        {
            int first = Math.Max(segment.FirstFrame, range.First) - range.First;
            PlannedSource? still = segment.IsStill ? ContentOf(segment.Source) : null;
            if (still is not null && still == shown) continue;
            if (shown is not null) WriteStill(writer, shown, new FrameRange(since, first - since));
            (shown, since) = (still, first);
            if (still is null) PlanJson.WriteSegment(writer, segment with { Effects = segment.AppliedEffects }, segment.FirstFrame - range.First, whole: false);
        }

        if (shown is not null) WriteStill(writer, shown, new FrameRange(since, range.Count - since));
    }

    /// <summary>A source without the names it has and what nobody is told of it, to be compared.</summary>
    private static PlannedSource ContentOf(PlannedSource source)
        => source is PlannedSource.Picture picture ? picture with { Path = "", Facts = null } : source;

    private static void WriteStill(Utf8JsonWriter writer, PlannedSource source, FrameRange place)
    {
        writer.WriteStartObject();
        writer.WriteNumber("firstFrame", place.First);
        writer.WriteNumber("frameCount", place.Count);
        PlanJson.WriteSource(writer, source, whole: false);
        writer.WriteEndObject();
    }
}
