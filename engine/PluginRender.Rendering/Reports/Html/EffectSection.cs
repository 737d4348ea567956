using System.Globalization;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>Which effects took how long.</summary>
internal static class EffectSection
{
    private const int WidestBar = 120;

    public static void Write(HtmlWriter html, RenderReport report, RenderPlan? plan)
    {
        if (report.EffectTimes.IsDefaultOrEmpty) return;
        Dictionary<string, int> frames = plan?.Segments.ToDictionary(s => s.Id, s => s.FrameCount, StringComparer.Ordinal) ?? [];
        (string Effect, double Milliseconds, int Frames, int Segments)[] rows =
        [
            .. report.EffectTimes.GroupBy(t => t.Effect, StringComparer.Ordinal)
                .Select(g => (g.Key, g.Sum(t => t.Milliseconds), g.Sum(t => frames.GetValueOrDefault(t.Segment)), g.Select(t => t.Segment).Distinct().Count()))
                .OrderByDescending(r => r.Item2),
        ];
        double all = Math.Max(0.001, rows.Sum(r => r.Milliseconds)), most = Math.Max(0.001, rows[0].Milliseconds);
        html.WriteMarkup("<section><h2 id=\"effects\">Time per effect</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"effects\"><table><thead><tr>");
        html.WriteMarkup("<th>Effect<th>Segments<th>Seconds<th>Milliseconds a frame<th>Of all effects</tr></thead><tbody>");
        foreach ((string effect, double milliseconds, int count, int segments) in rows)
        {
            html.Write($"<tr><td>{effect}<td>{segments}<td>{milliseconds / 1000:0.00}<td>{(count > 0 ? (milliseconds / count).ToString("0.00", CultureInfo.InvariantCulture) : "")}");
            html.Write($"<td><span class=\"share\" style=\"width:{milliseconds / most * WidestBar:0}px\"></span> {milliseconds / all * 100:0} %</tr>");
        }

        html.WriteMarkup("</tbody></table></div><p class=\"quiet\">By the clock, in the one thread of each worker that calls effects.");
        int cached = report.Chunks.Count(c => c.Cached);
        if (cached > 0) html.Write($" {cached} of {Counted.Of(report.Chunks.Length, "chunk")} came from the cache, and {(cached == 1 ? "counts" : "count")} with the times of when {(cached == 1 ? "it was" : "they were")} rendered.");
        html.WriteMarkup("</p></section>");
    }
}
