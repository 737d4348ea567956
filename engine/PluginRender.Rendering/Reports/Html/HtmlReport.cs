using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>NAME.report.html: what happened in a render, for a person, on one page that needs nothing else.</summary>
/// <remarks>The page has no script, and its policy allows none; nothing is loaded from anywhere.</remarks>
public static class HtmlReport
{
    /// <param name="name">What the page is about: the output's file name.</param>
    /// <param name="report">What happened.</param>
    /// <param name="plan">What was rendered; null when it did not come to a plan.</param>
    /// <param name="stills">JPEG pictures by their frame in the video.</param>
    public static string Write(string name, RenderReport report, RenderPlan? plan, IReadOnlyDictionary<int, byte[]> stills)
        => Page(name, report, plan, stills).ToString();

    /// <summary>The same as UTF-8.</summary>
    /// <inheritdoc cref="Write(string, RenderReport, RenderPlan?, IReadOnlyDictionary{int, byte[]})"/>
    public static void Write(Stream stream, string name, RenderReport report, RenderPlan? plan, IReadOnlyDictionary<int, byte[]> stills)
        => Page(name, report, plan, stills).CopyTo(stream);

    private static HtmlWriter Page(string name, RenderReport report, RenderPlan? plan, IReadOnlyDictionary<int, byte[]> stills)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(stills);
        var html = new HtmlWriter();
        html.WriteMarkup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.WriteMarkup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">");
        html.Write($"<title>{name} – render report</title><style>");
        html.WriteMarkup(ReportStyle.Sheet);
        html.WriteMarkup("</style></head><body><main>");
        VerdictSection.Write(html, name, report);
        WarningSection.Write(html, report);
        TimelineSection.Write(html, report);
        MemorySection.Write(html, report);
        if (plan is not null)
        {
            var pictures = new ReportPictures(stills);
            SegmentSection.Write(html, report, plan, pictures);
            SeamSection.Write(html, report, pictures);
            pictures.WriteRest(html);
        }

        EffectSection.Write(html, report, plan);
        ChunkSection.Write(html, report);
        html.WriteMarkup("</main></body></html>\n");
        return html;
    }
}

/// <summary>Hands out pictures until there are too many for one page.</summary>
internal sealed class ReportPictures(IReadOnlyDictionary<int, byte[]> stills)
{
    private const int Most = 500;

    private int shown;
    private int leftOut;

    /// <summary>The picture of a frame, or what stands in its place.</summary>
    public void Write(HtmlWriter html, int frame, string description)
    {
        if (stills.TryGetValue(frame, out byte[]? jpeg) && shown < Most)
        {
            shown++;
            html.WriteJpeg(jpeg, description);
            return;
        }

        if (jpeg is not null) leftOut++;
        html.Write($"<span class=\"nopicture\">frame {frame}</span>");
    }

    /// <summary>The frame of a range that is nearest to one of it and has a picture; that one where none has.</summary>
    public int NearestTo(int frame, int first, int end)
    {
        for (int distance = 0; stills.Count > 0 && (frame - distance >= first || frame + distance < end); distance++)
        {
            if (frame - distance >= first && stills.ContainsKey(frame - distance)) return frame - distance;
            if (frame + distance < end && stills.ContainsKey(frame + distance)) return frame + distance;
        }

        return frame;
    }

    /// <summary>Says what was left out.</summary>
    public void WriteRest(HtmlWriter html)
    {
        if (leftOut > 0) html.Write($"<p class=\"quiet\">{leftOut} further pictures are left out to keep this page small; Preview shows any frame.</p>");
    }
}
