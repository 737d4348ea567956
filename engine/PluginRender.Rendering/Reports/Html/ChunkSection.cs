namespace PluginRender.Rendering;

/// <summary>The chunks as a table.</summary>
internal static class ChunkSection
{
    public static void Write(HtmlWriter html, RenderReport report)
    {
        if (report.Chunks.IsEmpty) return;
        html.WriteMarkup("<section><h2 id=\"chunks\">Chunks</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"chunks\"><table><thead><tr>");
        html.WriteMarkup("<th>Chunk<th>Frames<th>Segments<th>From<th>Attempts<th>Seconds<th>Frames/s<th>MB<th>SHA-256</tr></thead><tbody>");
        foreach (ChunkReport chunk in report.Chunks)
        {
            html.Write($"<tr id=\"chunk-{chunk.Index}\"><td>{chunk.Index}<td>{chunk.FirstFrame}–{chunk.FirstFrame + chunk.FrameCount - 1}<td>");
            foreach (string segment in chunk.Segments.Take(12)) html.Write($"<a href=\"#segment-{segment}\">{segment}</a> ");
            if (chunk.Segments.Length > 12) html.Write($"and {chunk.Segments.Length - 12} more");
            if (chunk.Cached) html.WriteMarkup("<td>cache<td><td><td>");
            else html.Write($"<td>worker {chunk.Worker}<td>{chunk.Attempts}<td>{chunk.Seconds:0.00}<td>{chunk.FrameCount / Math.Max(0.001, chunk.Seconds):0}");
            html.Write($"<td>{chunk.Bytes / 1e6:0.0}<td><code title=\"{chunk.Sha256}\">{chunk.Sha256[..Math.Min(12, chunk.Sha256.Length)]}</code></tr>");
        }

        html.WriteMarkup("</tbody></table></div></section>");
    }
}
