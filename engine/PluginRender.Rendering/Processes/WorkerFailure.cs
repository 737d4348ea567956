using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>An exception of a worker, in a form that travels; the render throws the same one.</summary>
/// <param name="Kind">What it asks.</param>
/// <param name="Message">The whole message.</param>
/// <param name="Problem">The part of the message that says what happened, of an effect's or a source's failure.</param>
/// <param name="Effect">Which effect failed.</param>
/// <param name="Source">Which source file failed, and the remedy.</param>
/// <param name="ErrorCode">FFmpeg's code, when the encoder failed.</param>
/// <param name="FullDisk">What was being written, when there was no space left.</param>
public sealed record WorkerFailure(
    FailureKind Kind, string Message, string? Problem = null, FailedEffect? Effect = null, FailedSource? Source = null, int? ErrorCode = null,
    string? FullDisk = null)
{
    /// <summary>The failure that an exception stands for.</summary>
    public static WorkerFailure Of(Exception exception) => exception switch
    {
        EffectException e => new(FailureKind.BadInput, e.Message, e.Problem, new FailedEffect(e.SegmentId, e.EffectId, e.Plugin, e.Frame, e.FramesBefore)),
        SourceException e => new(FailureKind.BadInput, e.Message, e.Problem, Source: new FailedSource(e.Path, e.Remedy)),
        EncodingException e => new(FailureKind.Defect, e.Message, ErrorCode: e.ErrorCode),
        DiskFullException e => new(FailureKind.InputOutput, e.Message, FullDisk: e.Path),
        _ when FailureKinds.Of(exception) is var kind => new(kind, kind == FailureKind.Defect ? $"{exception.GetType().Name}: {exception.Message}" : exception.Message),
        _ => throw new ArgumentOutOfRangeException(nameof(exception)),
    };

    /// <summary>The exception again.</summary>
    public Exception ToException() => this switch
    {
        { Effect: { } effect, Problem: { } problem } => new EffectException(effect.Segment, effect.Effect, effect.Plugin, effect.Frame, problem) { FramesBefore = effect.FramesBefore },
        { Source: { } source, Problem: { } problem } => new SourceException(source.Path, problem, source.Remedy),
        { ErrorCode: { } code } => new EncodingException(Message, code),
        { FullDisk: { } path } => new DiskFullException(path),
        { Kind: FailureKind.InputOutput } => new IOException(Message),
        { Kind: FailureKind.Retry } => new InsufficientMemoryException(Message),
        _ => new WorkerException(Message, Kind, isLost: false),
    };
}

/// <param name="Segment">The segment's id.</param>
/// <param name="Effect">The effect's id.</param>
/// <param name="Plugin">The plugin's name.</param>
/// <param name="Frame">The frame within the segment; null while the effect was being created.</param>
/// <param name="FramesBefore">How many frames before it takes to happen.</param>
public sealed record FailedEffect(string Segment, string Effect, string Plugin, int? Frame, int FramesBefore = 0);

/// <param name="Path">The file.</param>
/// <param name="Remedy">What to do.</param>
public sealed record FailedSource(string Path, string Remedy);
