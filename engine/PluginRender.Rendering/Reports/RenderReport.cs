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
    string? Fallback);

/// <summary>One chunk of a report.</summary>
public sealed record ChunkReport(
    int Index,
    int FirstFrame,
    int FrameCount,
    ImmutableArray<string> Segments,
    bool Cached,
    int Attempts,
    double Seconds,
    long Bytes,
    string Sha256,
    int Worker);

/// <param name="Seconds">From the last chunk's end to the finished file.</param>
/// <param name="Bytes">Size of the output.</param>
public sealed record AssemblyReport(double Seconds, long Bytes);

/// <summary>Writes reports without reflection.</summary>
[JsonSerializable(typeof(RenderReport))]
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class RenderReportJson : JsonSerializerContext;
