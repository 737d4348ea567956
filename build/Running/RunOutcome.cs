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
    private string? interruption;

    /// <summary>The code to end with.</summary>
    public ExitCode ExitCode { get; private set; } = ExitCode.Done;

    /// <summary>What the last line says after <c>error[code]: </c>; null when nothing failed.</summary>
    public string? Error { get; private set; }

    /// <summary>What is wrong one by one, where an input has problems; with several of them <see cref="Error"/> only counts them.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>All of that in one text; null when nothing failed.</summary>
    public string? WholeError => Problems.Count > 1 ? string.Join('\n', Problems.Append(Error)) : Error;

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
        string error = CodeOf(cause) == ExitCode.Defect && cause is not TaskFailedException ? $"{cause.GetType().Name}: {cause.Message}" : cause.Message;
        Fail(CodeOf(cause), error, cause is TaskFailedException failed ? failed.Problems : []);
    }

    /// <summary>Notes a failure. The first one counts: what follows it is its consequence.</summary>
    public void Fail(ExitCode exitCode, string error) => Fail(exitCode, error, []);

    /// <summary>Says more of a failure that was noted.</summary>
    public void Add(string consequence)
    {
        lock (gate)
        {
            if (Error is not null) Error = $"{Error.TrimEnd('.')}; {consequence}";
        }
    }

    /// <summary>Notes a signal, or what counts as one; of no consequence once the run has failed or is complete.</summary>
    /// <param name="exitCode">What the process ends with.</param>
    /// <param name="cause">Such as "interrupted".</param>
    public void Interrupt(ExitCode exitCode, string cause)
    {
        lock (gate)
        {
            if (IsComplete || Error is not null)
                return;
            interruption = cause;
            Fail(exitCode, $"{cause}; what was done so far is kept.");
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
            if (interruption is null)
                return;
            interruption = null;
            ExitCode = ExitCode.Done;
            Error = null;
        }
    }

    /// <summary>Says of an interruption what is kept and how to go on; of anything else nothing.</summary>
    /// <param name="remedy">Follows the interruption's cause.</param>
    public void ExplainInterruption(string remedy)
    {
        lock (gate)
        {
            if (interruption is not null)
                Error = $"{interruption}; {remedy}";
        }
    }

    private void Fail(ExitCode exitCode, string error, IReadOnlyList<string> problems)
    {
        lock (gate)
        {
            if (Error is not null)
                return;
            ExitCode = exitCode;
            Error = exitCode == ExitCode.InputOutput && CacheFolder is { } cache ? CacheFailure.Explain(error, cache) : error;
            Problems = problems;
        }
    }

    private static ExitCode CodeOf(Exception exception) => exception is TaskFailedException failed
        ? failed.ExitCode
        : FailureKinds.Of(exception).Code;
}
