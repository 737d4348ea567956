using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>The certificate: what was checked of each place where chunks meet, with the frames on both sides.</summary>
internal static class SeamSection
{
    public static void Write(HtmlWriter html, RenderReport report, ReportPictures pictures)
    {
        if (report.Certificate is not { } certificate) return;
        html.Write($"<section><h2 id=\"seams\">Seams</h2><p>{Counted.Of(certificate.Frames, "frame")}, every one in its place; {Counted.Of(Math.Max(0, certificate.Seams.Length - 1), "seam")}. ");
        html.WriteMarkup("Each chunk begins with an IDR picture and has the codec parameters of the whole file, so that joining it needed no decoding.</p><ol class=\"seams\">");
        foreach (Seam seam in certificate.Seams.Where(s => s.Chunk > 0))
        {
            bool holds = seam.StartsWithIdr && seam.ParametersEqual != false;
            html.Write($"<li class=\"{(holds ? "holds" : "broken")}\"><div class=\"sides\">");
            pictures.Write(html, seam.Frame - 1, $"Frame {seam.Frame - 1}, before the seam");
            pictures.Write(html, seam.Frame, $"Frame {seam.Frame}, behind the seam");
            html.Write($"</div><p>Frame {seam.Frame}: <a href=\"#chunk-{seam.Chunk - 1}\">chunk {seam.Chunk - 1}</a> to <a href=\"#chunk-{seam.Chunk}\">chunk {seam.Chunk}</a>. ");
            html.Write($"{(seam.StartsWithIdr ? "IDR" : "No IDR")}, {seam.ParametersEqual switch { true => "equal parameters", false => "other parameters", null => "parameters not compared" }}.</p></li>");
        }

        html.WriteMarkup("</ol></section>");
    }
}
