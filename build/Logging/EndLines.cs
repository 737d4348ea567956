using PluginRender.Build.Running;

namespace PluginRender.Build.Logging;

/// <summary>What a failed run ends with, as lines for people.</summary>
internal static class EndLines
{
    /// <summary>Each problem, where there are several, and the errors; the last line says what to do.</summary>
    public static IEnumerable<string> Of(RunOutcome outcome, IReadOnlyList<string> furtherErrors)
    {
        if (outcome.Error is null) return [];
        // A single problem is the error.
        IEnumerable<string> problems = outcome.Problems.Count > 1 ? outcome.Problems : [];
        return problems.Concat(furtherErrors.Append(outcome.Error).Select(error => $"error[{(int)outcome.ExitCode}]: {error}"));
    }
}
