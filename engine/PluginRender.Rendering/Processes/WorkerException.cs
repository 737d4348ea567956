namespace PluginRender.Rendering;

/// <summary>A worker process failed at a chunk, and it was no effect's doing.</summary>
/// <param name="message">Begins with the worker and ends with what is known of its end.</param>
/// <param name="kind">What it asks.</param>
/// <param name="isLost">Whether the process is gone, so that another one may do better.</param>
public sealed class WorkerException(string message, FailureKind kind, bool isLost) : Exception(message), IFailure
{
    /// <inheritdoc/>
    public FailureKind Kind { get; } = kind;

    /// <summary>Whether the process ended, or was ended, instead of reporting a failure.</summary>
    public bool IsLost { get; } = isLost;
}

/// <summary>A worker process took more memory than its share and was ended.</summary>
/// <param name="message">What it took and what it might.</param>
/// <param name="shareGrows">Whether fewer workers are left for the next attempt, each with a larger share.</param>
public sealed class WorkerMemoryException(string message, bool shareGrows) : Exception(message), IFailure
{
    /// <summary>With the whole budget for one worker another run would end as this one did.</summary>
    public FailureKind Kind => ShareGrows ? FailureKind.Retry : FailureKind.BadInput;

    /// <summary>Whether the next attempt has a larger share.</summary>
    public bool ShareGrows { get; } = shareGrows;
}
