namespace PluginRender.Build;

/// <summary>A target failed for a reason that has an exit code.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="message">Begins with what failed and ends with the remedy.</param>
/// <param name="inner">What caused it, if anything did.</param>
public sealed class TaskFailedException(ExitCode exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
