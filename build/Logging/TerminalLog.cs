using Cake.Core.Diagnostics;
using PluginRender.Build.Running;
using PluginRender.Rendering;
using Spectre.Console;

namespace PluginRender.Build.Logging;

/// <summary>Lines on a terminal, in color where that is welcome; while chunks are rendered, what goes on stands below them.</summary>
internal sealed class TerminalLog : IRunLog
{
    private static readonly Style Normal = Style.Plain, Warned = new(Color.Yellow), Failed = new(Color.Red), Done = new(Color.Green);

    private readonly IAnsiConsole console;
    private readonly Verbosity verbosity;
    private volatile bool isShowing;

    public TerminalLog(bool isColored, Verbosity verbosity)
    {
        this.verbosity = verbosity;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = isColored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    /// <summary>Whether Cake's table of tasks can be printed without being wrapped: it has 70 columns.</summary>
    public static bool FitsCakesReport => Console.BufferWidth > 70;

    public void Write(string source, string message) => Line($"[{source}] {message}", LogLine.IsWarning(message));

    public void Line(string line, bool isWarning = false)
    {
        if (verbosity >= (isWarning ? Verbosity.Minimal : Verbosity.Normal)) Put(line, isWarning ? Warned : Normal);
    }

    public void Problem(string problem)
    {
        // Somebody keeps standard error: the terminal is not the place then.
        if (Console.IsErrorRedirected) StandardError.Line(problem);
        else Put(problem, Failed);
    }

    public void Tell(RenderEvent happened)
    {
        // What is shown anyway needs no line; several hundred chunks would push all warnings out of sight.
        if (isShowing && happened is ChunkStarted or ChunkFinished or ChunkCached || verbosity < Verbosity.Normal) return;
        Put($"[{happened.Source}] {happened.Text}", happened switch { ChunkFailed => Warned, RenderFinished => Done, _ => Normal });
    }

    public IDisposable Show(WatchedRender render)
    {
        isShowing = true;
        return new LiveArea(console, new RenderView(render), () => isShowing = false);
    }

    public void End(RunOutcome outcome, IReadOnlyList<string> furtherErrors)
    {
        foreach (string line in EndLines.Of(outcome, furtherErrors)) Problem(line);
        if (outcome.Summary is not null) Put(outcome.Summary, Normal);
    }

    private void Put(string text, Style style)
    {
        try
        {
            console.Write(new WholeLine(text, style));
        }
        catch (IOException)
        {
            // The terminal is gone. The render is not.
        }
    }
}
