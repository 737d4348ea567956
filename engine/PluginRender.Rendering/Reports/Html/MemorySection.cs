namespace PluginRender.Rendering;

/// <summary>Memory over time.</summary>
internal static class MemorySection
{
    private const double Width = 1000, Height = 130, Left = 76, Bottom = 22;

    public static void Write(HtmlWriter html, RenderReport report)
    {
        if (report.Memory.Length < 2) return;
        double seconds = report.Memory[^1].Seconds, most = Math.Max(report.PeakMemoryBytes, report.Memory.Max(m => m.Bytes));
        html.WriteMarkup("<section><h2 id=\"memory\">Memory</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"memory\">");
        html.Write($"<svg class=\"memory\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Memory of all processes, at most {most / 1e6:0} MB\"><polyline points=\"");
        foreach (MemorySample sample in report.Memory) html.Write($"{X(sample.Seconds):0.0},{Y(sample.Bytes):0.0} ");
        html.Write($"\"/><line class=\"tick\" x1=\"{Left}\" x2=\"{Width - 40}\" y1=\"{Y(most):0.0}\" y2=\"{Y(most):0.0}\"/>");
        html.Write($"<text class=\"lane\" x=\"0\" y=\"{Y(most) + 5:0}\">{most / 1e6:0} MB</text><text class=\"lane\" x=\"0\" y=\"{Y(0):0}\">0</text>");
        html.Write($"<text class=\"axis\" x=\"{X(seconds):0}\" y=\"{Height - 4:0}\">{seconds:0.0} s</text></svg></div></section>");

        double X(double time) => Left + ((Width - Left - 40) * time / seconds);
        double Y(double bytes) => 8 + ((Height - Bottom - 8) * (1 - (bytes / most)));
    }
}
