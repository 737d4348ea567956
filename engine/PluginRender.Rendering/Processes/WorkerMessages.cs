using System.Text.Json;
using System.Text.Json.Serialization;

namespace PluginRender.Rendering;

/// <summary>What a render tells a worker: one line of JSON.</summary>
/// <param name="Plan">Where the plan is, which is to be kept for the chunks that follow; null when it is the last one's.</param>
/// <param name="Chunk">Index of the chunk to render.</param>
public sealed record WorkerCommand(PlanPlace? Plan, int Chunk);

/// <summary>What a worker tells its render: one line of JSON.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Record">The finished chunk.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="PeakBytes">The greatest resident set that the worker has had, pages of files included.</param>
public sealed record WorkerEvent(WorkerEventKind Kind, ChunkRecord? Record = null, WorkerFailure? Failure = null, long PeakBytes = 0);

/// <summary>What a worker has to tell.</summary>
public enum WorkerEventKind
{
    /// <summary>It waits for its first chunk.</summary>
    Ready,

    /// <summary>A chunk is in the store.</summary>
    Finished,

    /// <summary>A chunk, or the worker's start, failed.</summary>
    Failed,

    /// <summary>Something in it ends the process of its own will: a plugin that calls Environment.Exit.</summary>
    Exiting,
}

/// <summary>Messages without reflection, each one line.</summary>
[JsonSerializable(typeof(WorkerCommand))]
[JsonSerializable(typeof(WorkerEvent))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class WorkerMessages : JsonSerializerContext
{
    /// <summary>A command as a line.</summary>
    public static byte[] Line(WorkerCommand command) => [.. JsonSerializer.SerializeToUtf8Bytes(command, Default.WorkerCommand), (byte)'\n'];

    /// <summary>An event as a line.</summary>
    public static byte[] Line(WorkerEvent told) => [.. JsonSerializer.SerializeToUtf8Bytes(told, Default.WorkerEvent), (byte)'\n'];
}
