using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>Which worker rendered which chunk when.</summary>
internal static class TimelineSection
{
    private const double Width = 1000, Left = 76, Lane = 30, Axis = 22;

    public static void Write(HtmlWriter html, RenderReport report)
    {
        ChunkReport[] rendered = [.. report.Chunks.Where(c => !c.Cached)];
        if (rendered.Length == 0) return;
        double seconds = Math.Max(0.1, rendered.Max(c => c.StartSeconds + c.Seconds));
        int[] workers = [.. rendered.Select(c => c.Worker).Distinct().Order()];
        double height = (workers.Length * Lane) + Axis;
        html.WriteMarkup("<section><h2 id=\"timeline\">Timeline</h2><div class=\"scroll\">");
        html.Write($"<svg class=\"timeline\" viewBox=\"0 0 {Width} {height:0}\" role=\"group\" aria-label=\"Chunks by worker over {seconds:0.0} seconds\">");
        WriteAxis(html, seconds, height);
        for (int i = 0; i < workers.Length; i++)
        {
            double y = i * Lane;
            html.Write($"<text class=\"lane\" x=\"0\" y=\"{y + 19:0}\">worker {workers[i]}</text>");
            foreach (ChunkReport chunk in rendered.Where(c => c.Worker == workers[i])) WriteChunk(html, chunk, y, seconds);
        }

        html.WriteMarkup("</svg></div>");
        int cached = report.Chunks.Length - rendered.Length;
        if (cached > 0) html.Write($"<p class=\"quiet\">{Counted.Of(cached, "chunk")} came from the cache and {(cached == 1 ? "is" : "are")} not shown.</p>");
        html.WriteMarkup("</section>");
    }

    /// <summary>1, 2 or 5 times a power of ten, for at most ten ticks.</summary>
    internal static double Step(double seconds)
    {
        double step = 0.01;
        for (int i = 0; 10 * step < seconds; i++) step *= i % 3 == 1 ? 2.5 : 2;
        return step;
    }

    private static void WriteAxis(HtmlWriter html, double seconds, double height)
    {
        double step = Step(seconds);
        for (int i = 0; i * step <= seconds; i++)
        {
            double x = Position(i * step, seconds);
            html.Write($"<line class=\"tick\" x1=\"{x:0.0}\" x2=\"{x:0.0}\" y1=\"0\" y2=\"{height - Axis + 4:0}\"/><text class=\"axis\" x=\"{x:0.0}\" y=\"{height - 4:0}\">{i * step:0.##} s</text>");
        }
    }

    private static double Position(double time, double seconds) => Left + ((Width - Left - 40) * time / seconds);

    private static void WriteChunk(HtmlWriter html, ChunkReport chunk, double y, double seconds)
    {
        double x = Position(chunk.StartSeconds, seconds), width = Math.Max(2, Position(chunk.StartSeconds + chunk.Seconds, seconds) - x - 1.5);
        string kind = chunk.Attempts > 1 ? "retried" : "rendered";
        html.Write($"<a href=\"#chunk-{chunk.Index}\"><rect class=\"{kind}\" x=\"{x:0.0}\" y=\"{y + 3:0}\" width=\"{width:0.0}\" height=\"{Lane - 8:0}\" rx=\"3\"/>");
        html.Write($"<title>Chunk {chunk.Index}, {string.Join(", ", chunk.Segments.Take(8))}: {chunk.Seconds:0.0} s</title>");
        if (width > 24) html.Write($"<text class=\"number\" x=\"{x + (width / 2):0.0}\" y=\"{y + 19:0}\">{chunk.Index}</text>");
        html.WriteMarkup("</a>");
    }
}
