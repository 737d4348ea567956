using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>What a failure asks of whoever started the render; each has an exit code.</summary>
public enum FailureKind
{
    /// <summary>A mistake in this program.</summary>
    Defect,

    /// <summary>Correct the project, a source, the plan or an effect.</summary>
    BadInput,

    /// <summary>Install something.</summary>
    Missing,

    /// <summary>Free space or give permission.</summary>
    InputOutput,

    /// <summary>Try again, with less memory in use.</summary>
    Retry,

    /// <summary>It was asked to stop.</summary>
    Interrupted,
}

/// <summary>An exception that knows its kind.</summary>
public interface IFailure
{
    /// <summary>What it asks.</summary>
    FailureKind Kind { get; }
}

/// <summary>Sorts exceptions.</summary>
public static class FailureKinds
{
    /// <summary>The kind of a failure.</summary>
    public static FailureKind Of(Exception exception) => exception switch
    {
        IFailure failure => failure.Kind,
        OperationCanceledException => FailureKind.Interrupted,
        ModelException { IsMissing: true } or PluginLockException { IsOnlyMissing: true } => FailureKind.Missing,
        InvalidInputException or ModelException or SourceException or EffectException or PlanException or PluginLockException => FailureKind.BadInput,
        OutOfMemoryException => FailureKind.Retry,
        IOException or UnauthorizedAccessException => FailureKind.InputOutput,
        _ => FailureKind.Defect,
    };
}
