using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PluginRender.Rendering;

/// <summary>What happened in a render: NAME.report.json.</summary>
public sealed record RenderReport(
    int ExitCode,
    string? Error,
    string Encoder,
    int Workers,
    int ThreadsPerWorker,
    int Frames,
    double DurationSeconds,
    string? FramesHash,
    ImmutableArray<ChunkReport> Chunks,
    AssemblyReport? Assembly,
    SeamCertificate? Certificate,
    double TotalSeconds,
    long PeakMemoryBytes,
    ImmutableArray<MemorySample> Memory,
    string? Fallback,
    ImmutableArray<SkippedEffect> SkippedEffects,
    ImmutableArray<FailedAttempt> FailedAttempts,
    ImmutableArray<EffectTime> EffectTimes,
    ImmutableArray<PictureWarning> PictureWarnings)
{
    /// <summary>When the video was written that lies there although this render failed: it is an earlier one's. Null where there is none.</summary>
    public DateTimeOffset? EarlierVideo { get; init; }

    /// <summary>
    /// How long each effect of each segment took over all chunks. Those that came from the cache count with the times of
    /// when they were rendered, which may have been on another machine.
    /// </summary>
    public static ImmutableArray<EffectTime> TimesOf(IEnumerable<FinishedChunk> chunks) =>
    [
        .. chunks.SelectMany(c => c.Record.EffectTimes).GroupBy(t => (t.Segment, t.Index, t.Effect))
            .Select(g => new EffectTime(g.Key.Segment, g.Key.Index, g.Key.Effect, Math.Round(g.Sum(t => t.Milliseconds), 3))),
    ];
}

/// <summary>The memory of all processes of a render at a moment.</summary>
/// <param name="Seconds">Since rendering began.</param>
/// <param name="Bytes">What they had together.</param>
public readonly record struct MemorySample(double Seconds, long Bytes);

/// <summary>One chunk of a report.</summary>
public sealed record ChunkReport(
    int Index,
    int FirstFrame,
    int FrameCount,
    ImmutableArray<string> Segments,
    bool Cached,
    int Attempts,
    ImmutableArray<string> FailureCauses,
    double Seconds,
    long Bytes,
    string Sha256,
    int Worker,
    double StartSeconds,
    string? CacheDamage);

/// <summary>An effect that a segment was rendered without, because it failed.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Effect">The effect.</param>
/// <param name="Plugin">Its plugin.</param>
/// <param name="Frame">The frame within the segment where it failed; null while it was being created.</param>
/// <param name="Cause">What happened.</param>
public sealed record SkippedEffect(string Segment, string Effect, string Plugin, int? Frame, string Cause);

/// <param name="Seconds">From the last chunk's end to the finished file.</param>
/// <param name="Bytes">Size of the output.</param>
public sealed record AssemblyReport(double Seconds, long Bytes);

/// <summary>Writes reports without reflection. Nothing here reads them, and what reading needs to know of the types takes longer than writing.</summary>
[JsonSerializable(typeof(RenderReport))]
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization, WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class RenderReportJson : JsonSerializerContext;
