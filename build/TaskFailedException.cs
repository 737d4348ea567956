using PluginRender.Projects;

namespace PluginRender.Build;

/// <summary>A target failed for a reason that has an exit code.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="message">Begins with what failed and ends with the remedy.</param>
/// <param name="inner">What caused it, if anything did.</param>
public sealed class TaskFailedException(ExitCode exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>What is wrong one by one, where it is an input that has problems; the message counts them, or is the only one.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>An input cannot be used.</summary>
    /// <param name="file">The input, as messages call it.</param>
    /// <param name="problems">What is wrong with it; each names its place.</param>
    /// <param name="inner">What found them.</param>
    public static TaskFailedException BadInput(string file, IReadOnlyList<string> problems, Exception? inner = null)
    {
        ArgumentNullException.ThrowIfNull(problems);
        string message = problems.Count == 1 ? problems[0] : $"{Counted.Of(problems.Count, "problem")} in {file}, named above; correct them and run it again";
        return new TaskFailedException(ExitCode.BadInput, message, inner) { Problems = problems };
    }
}
