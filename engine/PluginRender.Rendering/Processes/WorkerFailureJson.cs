using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>A worker's failure as an object of JSON, for <see cref="WorkerMessages"/>.</summary>
internal static class WorkerFailureJson
{
    public static void Write(Utf8JsonWriter writer, WorkerFailure failure)
    {
        writer.WriteStartObject();
        writer.WriteNumber(nameof(failure.Kind), (int)failure.Kind);
        writer.WriteString(nameof(failure.Message), failure.Message);
        if (failure.Problem is { } problem) writer.WriteString(nameof(failure.Problem), problem);
        if (failure.Effect is { } effect)
        {
            writer.WriteStartObject(nameof(failure.Effect));
            writer.WriteString(nameof(effect.Segment), effect.Segment);
            writer.WriteString(nameof(effect.Effect), effect.Effect);
            writer.WriteString(nameof(effect.Plugin), effect.Plugin);
            if (effect.Frame is { } frame) writer.WriteNumber(nameof(effect.Frame), frame);
            writer.WriteNumber(nameof(effect.FramesBefore), effect.FramesBefore);
            writer.WriteEndObject();
        }

        if (failure.Source is { } source)
        {
            writer.WriteStartObject(nameof(failure.Source));
            writer.WriteString(nameof(source.Path), source.Path);
            writer.WriteString(nameof(source.Remedy), source.Remedy);
            writer.WriteEndObject();
        }

        if (failure.ErrorCode is { } code) writer.WriteNumber(nameof(failure.ErrorCode), code);
        if (failure.FullDisk is { } path) writer.WriteString(nameof(failure.FullDisk), path);
        writer.WriteEndObject();
    }

    public static WorkerFailure Read(JsonElement failure) => new(
        (FailureKind)failure.Integer(nameof(WorkerFailure.Kind)),
        failure.Text(nameof(WorkerFailure.Message)),
        failure.TextOrNull(nameof(WorkerFailure.Problem)),
        failure.ObjectOrNull(nameof(WorkerFailure.Effect)) is { } effect
            ? new FailedEffect(
                effect.Text(nameof(FailedEffect.Segment)),
                effect.Text(nameof(FailedEffect.Effect)),
                effect.Text(nameof(FailedEffect.Plugin)),
                effect.IntegerOrNull(nameof(FailedEffect.Frame)),
                effect.Integer(nameof(FailedEffect.FramesBefore)))
            : null,
        failure.ObjectOrNull(nameof(WorkerFailure.Source)) is { } source
            ? new FailedSource(source.Text(nameof(FailedSource.Path)), source.Text(nameof(FailedSource.Remedy)))
            : null,
        failure.IntegerOrNull(nameof(WorkerFailure.ErrorCode)),
        failure.TextOrNull(nameof(WorkerFailure.FullDisk)));
}
