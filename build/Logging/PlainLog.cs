using Cake.Core.Diagnostics;
using PluginRender.Build.Running;
using PluginRender.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>Lines, <c>[source] message</c>; what is wrong goes to standard error.</summary>
internal sealed class PlainLog(Verbosity verbosity) : IRunLog
{
    private volatile bool isGone;

    public void Write(string source, string message) => Line($"[{source}] {message}", LogLine.IsWarning(message));

    public void Line(string line, bool isWarning = false)
    {
        if (verbosity >= (isWarning ? Verbosity.Minimal : Verbosity.Normal)) Put(line);
    }

    public void Problem(string problem) => StandardError.Line(problem);

    /// <summary>Its chunks' lines say how far it is.</summary>
    public IDisposable Show(WatchedRender render) => new Unshown();

    public void End(RunOutcome outcome, IReadOnlyList<string> furtherErrors)
    {
        foreach (string line in EndLines.Of(outcome, furtherErrors)) Problem(line);
        if (outcome.Summary is not null) Put(outcome.Summary);
    }

    private void Put(string line)
    {
        if (isGone) return;
        try
        {
            Console.Out.WriteLine(line);
        }
        catch (IOException e)
        {
            // The terminal is gone, or the disk is full that keeps the log: no reason to lose a render.
            isGone = true;
            StandardError.TellOfOutput(e);
        }
    }

    private sealed class Unshown : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
