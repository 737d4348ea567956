using System.Globalization;
using PluginRender.Projects;
using PluginRender.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PluginRender.Build.Logging;

/// <summary>How far a render is: a bar, figures, and a line for each worker. No line is wider than the terminal.</summary>
internal sealed class RenderView(WatchedRender render) : IRenderable
{
    /// <summary>Where a terminal echoes ^C, and the column where some wrap early.</summary>
    private const int Margin = 3;

    private const int LeastBar = 6;

    /// <summary>From here on there is room for words.</summary>
    private const int Roomy = 60;

    private static readonly Style Filled = new(Color.Green), Empty = new(Color.Grey), Quiet = Style.Plain;

    public Measurement Measure(RenderOptions options, int maxWidth) => new(1, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        ArgumentNullException.ThrowIfNull(options);
        int width = Math.Max(1, maxWidth - Margin);
        RenderProgress progress = render.Progress();
        var lines = new List<List<Segment>> { Overall(progress, width, options.Unicode) };
        lines.AddRange(Flow(Figures(progress), width).Select(text => new List<Segment> { new(text, Quiet) }));
        // The area must not be higher than the terminal, and lines above it are what people read.
        int room = Math.Max(0, (options.Height ?? options.ConsoleSize.Height) - lines.Count - 2);
        int shown = progress.Workers.Length <= room ? progress.Workers.Length : Math.Max(0, room - 1);
        lines.AddRange(Workers([.. progress.Workers.Take(shown)], width, options.Unicode));
        if (shown < progress.Workers.Length && room > 0) lines.Add([new Segment($"and {progress.Workers.Length - shown} more", Quiet)]);
        return Joined(lines, width);
    }

    private static IEnumerable<Segment> Joined(List<List<Segment>> lines, int width)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0) yield return Segment.LineBreak;
            foreach (Segment segment in Segment.Truncate(lines[i], width)) yield return segment;
        }
    }

    private List<Segment> Overall(RenderProgress progress, int width, bool unicode)
    {
        int percent = render.Frames == 0 ? 100 : (int)(100L * progress.DoneFrames / render.Frames);
        return [.. Bar(progress.DoneFrames, render.Frames, width - 5, unicode), new Segment(string.Create(CultureInfo.InvariantCulture, $" {percent,3}%"), Quiet)];
    }

    private IEnumerable<string> Figures(RenderProgress progress)
    {
        ProgressFigures figures = ProgressFigures.Of(progress, render.Frames);
        yield return string.Create(CultureInfo.InvariantCulture, $"{progress.DoneFrames}/{Counted.Of(render.Frames, "frame")}");
        if (figures is { FramesPerSecond: { } pace, SecondsLeft: { } left })
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{pace:0} fps");
            yield return $"{Duration(left)} left";
        }

        if (progress.MemoryBytes > 0) yield return string.Create(CultureInfo.InvariantCulture, $"memory {progress.MemoryBytes >> 20} of {render.BudgetBytes >> 20} MiB");
    }

    /// <summary>Puts words into lines, as many as fit.</summary>
    internal static IEnumerable<string> Flow(IEnumerable<string> words, int width)
    {
        string line = "";
        foreach (string word in words)
        {
            string longer = line.Length == 0 ? word : $"{line}  {word}";
            if (longer.Length <= width || line.Length == 0)
            {
                line = longer;
                continue;
            }

            yield return line;
            line = word;
        }

        if (line.Length > 0) yield return line;
    }

    private static IEnumerable<List<Segment>> Workers(WorkerProgress[] workers, int width, bool unicode)
    {
        if (workers.Length == 0) yield break;
        string[] who = [.. workers.Select(w => width < Roomy ? $"{w.Worker}: {w.Chunk}" : $"worker {w.Worker}: chunk {w.Chunk}")];
        string[] frames = [.. workers.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.DoneFrames}/{w.FrameCount}"))];
        int whoWidth = who.Max(w => w.Length), framesWidth = frames.Max(f => f.Length);
        int nameWidth = Math.Min(workers.Max(w => Cells(w.Segment)), Math.Max(4, width / 3));
        int bar = width - whoWidth - nameWidth - framesWidth - 6;
        for (int i = 0; i < workers.Length; i++)
        {
            var line = new List<Segment> { new(who[i].PadRight(whoWidth + 2), Quiet) };
            List<Segment> name = Segment.Truncate([new Segment(workers[i].Segment, Quiet)], nameWidth);
            line.AddRange(name);
            line.Add(new Segment(new string(' ', nameWidth - Segment.CellCount(name) + 2), Quiet));
            if (bar >= LeastBar) line.AddRange([.. Bar(workers[i].DoneFrames, workers[i].FrameCount, bar, unicode), new Segment("  ", Quiet)]);
            line.Add(new Segment(frames[i].PadLeft(framesWidth), Quiet));
            yield return line;
        }
    }

    private static int Cells(string text) => Segment.CellCount([new Segment(text)]);

    private static IEnumerable<Segment> Bar(int done, int all, int width, bool unicode)
    {
        if (width < 1) yield break;
        int filled = all == 0 ? width : (int)Math.Clamp((long)width * done / all, 0, width);
        (char full, char rest) = unicode ? ('█', '░') : ('#', '.');
        if (filled > 0) yield return new Segment(new string(full, filled), Filled);
        if (filled < width) yield return new Segment(new string(rest, width - filled), Empty);
    }

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Ceiling(Math.Min(seconds, 359_999)));
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";
    }
}
