using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PluginRender.Detection;

/// <summary>A picture to look at.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Text">What its subjects are compared with; null for nothing.</param>
/// <param name="Key">What its facts are kept under.</param>
public sealed record DetectionJob(string Path, string? Text, string Key);

/// <summary>What a detection process is told, as JSON on its standard input.</summary>
/// <param name="Settings">How to look.</param>
/// <param name="Jobs">At what.</param>
public sealed record DetectionRequest(DetectionSettings Settings, ImmutableArray<DetectionJob> Jobs);

/// <summary>Requests without reflection.</summary>
[JsonSerializable(typeof(DetectionRequest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class DetectionMessages : JsonSerializerContext;
