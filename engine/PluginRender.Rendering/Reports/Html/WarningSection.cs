namespace PluginRender.Rendering;

/// <summary>Everything that was not as it should be, though the render may have gone on.</summary>
internal static class WarningSection
{
    public static void Write(HtmlWriter html, RenderReport report)
    {
        var damaged = report.Chunks.Where(c => c.CacheDamage is not null).ToList();
        bool isUnproven = report.Certificate is { IsProven: false };
        if (report.Fallback is null && report.SkippedEffects.IsEmpty && report.PictureWarnings.IsEmpty && report.FailedAttempts.IsEmpty && damaged.Count == 0 && !isUnproven
            && report.EarlierVideo is null) return;
        html.WriteMarkup("<section><h2 id=\"warnings\">Warnings</h2><ul class=\"warnings\">");
        if (report.EarlierVideo is { } written) html.Write($"<li>The video that lies there is of an earlier run, written {written:yyyy-MM-dd HH:mm:ss} UTC</li>");
        if (report.Fallback is { } fallback) html.Write($"<li>Parallel rendering failed: {fallback}</li>");
        if (isUnproven)
        {
            foreach (string problem in report.Certificate!.Problems) html.Write($"<li>{problem}</li>");
        }

        foreach (SkippedEffect skipped in report.SkippedEffects)
            html.Write($"<li>Segment <a href=\"#segment-{skipped.Segment}\">{skipped.Segment}</a> is without effect {skipped.Effect} of plugin {skipped.Plugin}: {skipped.Cause}</li>");
        foreach (PictureWarning warning in report.PictureWarnings)
        {
            html.Write($"<li>Segment <a href=\"#segment-{warning.Segments[0]}\">{warning.Segments[0]}</a>{(warning.Segments.Length == 1 ? "" : $" (and {warning.Segments.Length - 1} more)")}: {warning.Picture}: {warning.Text}</li>");
        }

        foreach (FailedAttempt attempt in report.FailedAttempts)
            html.Write($"<li>Attempt {attempt.Attempt} at <a href=\"#chunk-{attempt.Chunk}\">chunk {attempt.Chunk}</a> failed: {attempt.Cause}</li>");
        foreach (ChunkReport chunk in damaged)
            html.Write($"<li>What the cache had of <a href=\"#chunk-{chunk.Index}\">chunk {chunk.Index}</a> was not used: {chunk.CacheDamage}</li>");
        html.WriteMarkup("</ul></section>");
    }
}
