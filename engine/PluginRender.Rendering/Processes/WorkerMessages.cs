using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>What a render tells a worker: one line of JSON.</summary>
/// <param name="Plan">Where the plan is that has the chunk.</param>
/// <param name="Chunk">Index in it of the chunk to render.</param>
public sealed record WorkerCommand(PlanPlace Plan, int Chunk);

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

/// <summary>
/// Messages, each one line. Both ends are the same build, so that enumerations travel as numbers; null is left out. Written and
/// read member by member: what a serializer needs to know of the types takes longer than all messages of most renders.
/// </summary>
public static class WorkerMessages
{
    /// <summary>A command as a line.</summary>
    public static byte[] Line(WorkerCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Line(writer =>
        {
            writer.WriteStartObject(nameof(command.Plan));
            writer.WriteString(nameof(command.Plan.Path), command.Plan.Path);
            writer.WriteNumber(nameof(command.Plan.Bytes), command.Plan.Bytes);
            writer.WriteEndObject();
            writer.WriteNumber(nameof(command.Chunk), command.Chunk);
        });
    }

    /// <summary>An event as a line.</summary>
    public static byte[] Line(WorkerEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return Line(writer =>
        {
            writer.WriteNumber(nameof(told.Kind), (int)told.Kind);
            if (told.Record is { } record)
            {
                writer.WritePropertyName(nameof(told.Record));
                ChunkRecordJson.Write(writer, record);
            }

            if (told.Failure is { } failure)
            {
                writer.WritePropertyName(nameof(told.Failure));
                WorkerFailureJson.Write(writer, failure);
            }

            writer.WriteNumber(nameof(told.PeakBytes), told.PeakBytes);
        });
    }

    /// <summary>The command of a line.</summary>
    /// <exception cref="JsonException">It is cut off.</exception>
    public static WorkerCommand ReadCommand(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement command = document.RootElement;
        JsonElement plan = command.GetProperty(nameof(WorkerCommand.Plan));
        return new WorkerCommand(new PlanPlace(plan.Text(nameof(PlanPlace.Path)), plan.Integer(nameof(PlanPlace.Bytes))), command.Integer(nameof(WorkerCommand.Chunk)));
    }

    /// <summary>The event of a line.</summary>
    /// <exception cref="JsonException">It is cut off, or something else writes to the worker's pipe.</exception>
    public static WorkerEvent ReadEvent(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement told = document.RootElement;
            return new WorkerEvent(
                (WorkerEventKind)told.Integer(nameof(WorkerEvent.Kind)),
                told.ObjectOrNull(nameof(WorkerEvent.Record)) is { } record ? ChunkRecordJson.Read(record) : null,
                told.ObjectOrNull(nameof(WorkerEvent.Failure)) is { } failure ? WorkerFailureJson.Read(failure) : null,
                told.GetProperty(nameof(WorkerEvent.PeakBytes)).GetInt64());
        }
        catch (Exception e) when (JsonMembers.IsMismatch(e))
        {
            throw new JsonException($"'{line}' is no event of a worker: {e.Message}", e);
        }
    }

    private static byte[] Line(Action<Utf8JsonWriter> writeMembers)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
