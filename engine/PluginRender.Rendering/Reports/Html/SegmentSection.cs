using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>A picture of each segment, with what was done to it.</summary>
internal static class SegmentSection
{
    public static void Write(HtmlWriter html, RenderReport report, RenderPlan plan, ReportPictures pictures)
    {
        html.WriteMarkup("<section><h2 id=\"segments\">Segments</h2><ol class=\"segments\">");
        ILookup<string, EffectTime> times = report.EffectTimes.ToLookup(t => t.Segment, StringComparer.Ordinal);
        int chunk = 0;
        foreach (PlannedSegment segment in plan.Segments)
        {
            // Both are in time order.
            while (chunk < report.Chunks.Length && End(report.Chunks[chunk]) <= segment.FirstFrame) chunk++;
            html.Write($"<li id=\"segment-{segment.Id}\">");
            int middle = segment.FirstFrame + (segment.FrameCount / 2);
            // Chunks of still segments are shared by what they show, and need not have a picture of just this frame.
            int shown = segment.IsStill ? pictures.NearestTo(middle, segment.FirstFrame, segment.EndFrame) : middle;
            pictures.Write(html, shown, $"The middle of segment {segment.Id}");
            html.Write($"<h3>{segment.Id}</h3><p>{plan.Rate.ToSeconds(segment.FrameCount):0.###} s, frames {segment.FirstFrame}–{segment.EndFrame - 1}");
            for (int i = chunk; i < report.Chunks.Length && report.Chunks[i].FirstFrame < segment.EndFrame; i++)
                html.Write($"{(i == chunk ? "; chunk" : ",")} <a href=\"#chunk-{report.Chunks[i].Index}\">{report.Chunks[i].Index}</a>");
            html.WriteMarkup("</p>");
            WriteEffects(html, segment, times);
            html.WriteMarkup("</li>");
        }

        html.WriteMarkup("</ol></section>");
    }

    /// <summary>What was done to the segment, in order, and why where a planner chose it.</summary>
    private static void WriteEffects(HtmlWriter html, PlannedSegment segment, ILookup<string, EffectTime> times)
    {
        if (segment.Effects.IsEmpty) return;
        html.WriteMarkup("<ol class=\"effects\">");
        for (int i = 0; i < segment.Effects.Length; i++)
        {
            PlannedEffect effect = segment.Effects[i];
            html.Write($"<li><b>{effect.Id}</b>");
            if (times[segment.Id].FirstOrDefault(t => t.Index == i) is { } time) html.Write($", {time.Milliseconds / segment.FrameCount:0.00} ms a frame");
            html.Write($"<p class=\"quiet\">{string.Join(", ", effect.Parameters.Select(p => $"{p.Name} {ValueText.Of(p.Value)}"))}</p>");
            if (effect.Reason is { } reason) html.Write($"<p>Chosen: {reason}</p>");
            html.WriteMarkup("</li>");
        }

        html.WriteMarkup("</ol>");
    }

    private static int End(ChunkReport chunk) => chunk.FirstFrame + chunk.FrameCount;
}
