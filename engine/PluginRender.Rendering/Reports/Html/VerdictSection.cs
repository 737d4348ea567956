using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>How it ended, before anything else.</summary>
internal static class VerdictSection
{
    public static void Write(HtmlWriter html, string name, RenderReport report)
    {
        bool isDone = report.ExitCode == 0;
        html.Write($"<header class=\"{(isDone ? "done" : "failed")}\"><h1>{name}</h1><p class=\"verdict\">");
        if (isDone) html.Write($"Done{(report.Certificate is { IsProven: true } ? ", and proven" : "")}</p>");
        else html.Write($"Failed with code {report.ExitCode}</p>");
        if (report.Error is not null) html.Write($"<p class=\"error\">{report.Error}</p>");
        html.WriteMarkup("<dl>");
        if (report.Frames > 0) Fact(html, "Video", $"{report.DurationSeconds:0.###} s, {Counted.Of(report.Frames, "frame")}");
        if (report.Assembly is { } assembly) Fact(html, "Size", $"{Counted.Bytes(assembly.Bytes)}");
        if (isDone) Fact(html, "Took", $"{report.TotalSeconds:0.0} s, {report.Frames / report.TotalSeconds:0} frames a second");
        else Fact(html, "Took", $"{report.TotalSeconds:0.0} s");
        if (report.Workers > 0) Fact(html, "Workers", $"{report.Workers}, {Counted.Of(report.ThreadsPerWorker, "encoder thread")}{(report.Workers == 1 ? "" : " each")}");
        if (report.Encoder.Length > 0) Fact(html, "Encoder", $"{report.Encoder}");
        if (report.Chunks.Length > 0)
        {
            int cached = report.Chunks.Count(c => c.Cached);
            Fact(html, "Chunks", $"{report.Chunks.Length}: {report.Chunks.Length - cached} rendered, {cached} from the cache");
        }

        Fact(html, "Memory", $"{report.PeakMemoryBytes / 1e6:0} MB at most");
        if (report.Assembly is { } joined) Fact(html, "Joined", $"{joined.Seconds:0.00} s after the last chunk, by packet copy");
        html.WriteMarkup("</dl></header>");
    }

    private static void Fact(HtmlWriter html, string name, FormattableString value)
        => html.Write($"<div><dt>{name}</dt><dd>{FormattableString.Invariant(value)}</dd></div>");
}
