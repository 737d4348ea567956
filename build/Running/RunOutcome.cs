using PluginRender.Rendering;

namespace PluginRender.Build.Running;

/// <summary>
/// How the run ended. Cake's host turns every failure into one code, so the reason is kept here and the
/// process ends with the code that the contract names.
/// </summary>
public sealed class RunOutcome
{
    // Signals arrive on threads of their own.
    private readonly Lock gate = new();

    /// <summary>The code to end with.</summary>
    public ExitCode ExitCode { get; private set; } = ExitCode.Done;

    /// <summary>What the last line says after <c>error[code]: </c>; null when nothing failed.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether what was asked for is there, so that an interruption is none any more.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>A line to end with, below Cake's own report; null for none.</summary>
    public string? Summary { get; set; }

    /// <summary>Where the cache is, so that a failure there can be told as one; null before that is known.</summary>
    public string? CacheFolder { get; set; }

    /// <summary>Notes a failure. The first one counts: what follows it is its consequence.</summary>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Exception cause = exception is AggregateException { InnerExceptions.Count: 1 } aggregate ? aggregate.InnerExceptions[0] : exception;
        Fail(CodeOf(cause), CodeOf(cause) == ExitCode.Defect && cause is not TaskFailedException ? $"{cause.GetType().Name}: {cause.Message}" : cause.Message);
    }

    /// <summary>Notes a failure. The first one counts: what follows it is its consequence.</summary>
    public void Fail(ExitCode exitCode, string error)
    {
        lock (gate)
        {
            if (Error is not null)
                return;
            ExitCode = exitCode;
            Error = exitCode == ExitCode.InputOutput && CacheFolder is { } cache ? CacheFailure.Explain(error, cache) : error;
        }
    }

    /// <summary>Says more of a failure that was noted.</summary>
    public void Add(string consequence)
    {
        lock (gate)
        {
            if (Error is not null) Error = $"{Error.TrimEnd('.')}; {consequence}";
        }
    }

    /// <summary>Notes a signal; of no consequence once the run has failed or is complete.</summary>
    public void Interrupt(ExitCode exitCode, string error)
    {
        lock (gate)
        {
            if (!IsComplete)
                Fail(exitCode, error);
        }
    }

    /// <summary>
    /// What was asked for is there. A signal that came too late to prevent it is forgotten, and later ones are of no
    /// consequence: the exit code and a report that is about to be written say the same.
    /// </summary>
    public void Complete()
    {
        lock (gate)
        {
            IsComplete = true;
            if (ExitCode is not (ExitCode.Interrupted or ExitCode.Terminated))
                return;
            ExitCode = ExitCode.Done;
            Error = null;
        }
    }

    /// <summary>Says of an interruption what is kept and how to go on; of anything else nothing.</summary>
    public void ExplainInterruption(string error)
    {
        lock (gate)
        {
            if (ExitCode is ExitCode.Interrupted or ExitCode.Terminated)
                Error = error;
        }
    }

    private static ExitCode CodeOf(Exception exception) => exception is TaskFailedException failed
        ? failed.ExitCode
        : FailureKinds.Of(exception).Code;
}
