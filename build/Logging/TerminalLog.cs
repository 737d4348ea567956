using Cake.Core.Diagnostics;
using PluginRender.Rendering;
using Spectre.Console;

namespace PluginRender.Build.Logging;

/// <summary>Lines on a terminal, in color where that is welcome; while chunks are rendered, what goes on stands below them.</summary>
internal sealed class TerminalLog : IRunLog, ICakeLog
{
    private static readonly Style Normal = Style.Plain, Warned = new(Color.Yellow), Failed = new(Color.Red), Done = new(Color.Green);

    private readonly IAnsiConsole console;
    private volatile bool isShowing;

    public TerminalLog(bool isColored)
    {
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

    /// <summary>How much of Cake's own is told.</summary>
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(string source, string message) => Line($"[{source}] {message}", LogLine.IsWarning(message) ? Warned : Normal);

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity > Verbosity) return;
        string text = LogLine.Format(format, args);
        if (level is LogLevel.Error or LogLevel.Fatal) Problem(text);
        else Line(text, level is LogLevel.Warning ? Warned : Normal);
    }

    public void Problem(string problem)
    {
        // Somebody keeps standard error: the terminal is not the place then.
        if (Console.IsErrorRedirected) Console.Error.WriteLine(problem);
        else Line(problem, Failed);
    }

    public void Tell(RenderEvent happened)
    {
        // What is shown anyway needs no line; several hundred chunks would push all warnings out of sight.
        if (isShowing && happened is ChunkStarted or ChunkFinished or ChunkCached) return;
        Line($"[{happened.Source}] {happened.Text}", happened switch { ChunkFailed => Warned, RenderFinished => Done, _ => Normal });
    }

    public IDisposable Show(WatchedRender render)
    {
        isShowing = true;
        return new LiveArea(console, new RenderView(render), () => isShowing = false);
    }

    private void Line(string text, Style style) => console.Write(new WholeLine(text, style));
}
