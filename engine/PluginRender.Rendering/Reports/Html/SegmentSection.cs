using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>A picture of each segment, with what was done to it.</summary>
internal static class SegmentSection
{
    public static void Write(HtmlWriter html, RenderReport report, RenderPlan plan, ReportPictures pictures)
    {
        html.WriteMarkup("<section><h2 id=\"segments\">Segments</h2><ol class=\"segments\">");
        int chunk = 0;
        foreach (PlannedSegment segment in plan.Segments)
        {
            // Both are in time order.
            while (chunk < report.Chunks.Length && End(report.Chunks[chunk]) <= segment.FirstFrame) chunk++;
            html.Write($"<li id=\"segment-{segment.Id}\">");
            pictures.Write(html, segment.FirstFrame + (segment.FrameCount / 2), $"The middle of segment {segment.Id}");
            html.Write($"<h3>{segment.Id}</h3><p>{plan.Rate.ToSeconds(segment.FrameCount):0.###} s, frames {segment.FirstFrame}–{segment.EndFrame - 1}");
            for (int i = chunk; i < report.Chunks.Length && report.Chunks[i].FirstFrame < segment.EndFrame; i++)
                html.Write($"{(i == chunk ? "; chunk" : ",")} <a href=\"#chunk-{report.Chunks[i].Index}\">{report.Chunks[i].Index}</a>");
            html.Write($"</p><p class=\"quiet\">{string.Join(", ", segment.Effects.Select(e => e.Id))}</p></li>");
        }

        html.WriteMarkup("</ol></section>");
    }

    private static int End(ChunkReport chunk) => chunk.FirstFrame + chunk.FrameCount;
}
