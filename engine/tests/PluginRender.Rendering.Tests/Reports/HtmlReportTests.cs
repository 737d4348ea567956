using System.Text.RegularExpressions;

namespace PluginRender.Rendering.Tests.Reports;

public class HtmlReportTests
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    [Fact]
    public void Write_HostileText_IsShownAndNeverMarkup()
    {
        string page = HtmlReport.Write(Hostile + ".mp4", Report(Hostile), null, new Dictionary<int, byte[]>());
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        // Once as text in each place: name, title, error, skipped effect, attempt, damage, fallback.
        Assert.True(Regex.Count(page, "&lt;script&gt;alert\\(1\\)&lt;/script&gt;&quot;&#39;&gt;&lt;img") >= 10);
        // No attribute is ended by it.
        Assert.DoesNotMatch("<[a-z]+[^<>]*onerror", Regex.Replace(page, "\"[^\"]*\"", "\"\""));
    }

    [Fact]
    public void Write_AnyReport_NeedsNothingFromElsewhereAndRunsNothing()
    {
        string page = HtmlReport.Write("a.mp4", Report("s1"), null, new Dictionary<int, byte[]> { [0] = [1, 2, 3] });
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(?!data:image/jpeg;base64,|#)", page);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FailedRender_SaysSoFirst()
    {
        string page = HtmlReport.Write("a.mp4", Report("the disk is full") with { ExitCode = 74 }, null, new Dictionary<int, byte[]>());
        int verdict = page.IndexOf("Failed with code 74", StringComparison.Ordinal);
        Assert.InRange(verdict, 0, page.IndexOf("<h2", StringComparison.Ordinal));
        Assert.InRange(page.IndexOf("the disk is full", StringComparison.Ordinal), verdict, page.IndexOf("<h2", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_RenderOfADamagedPicture_WarnsOfIt()
    {
        RenderReport report = Report("s1") with { PictureWarnings = [new PictureWarning(["s1", "s2", "s3"], "half.jpg", "rows below 32 are gray")] };
        Assert.Contains("<li>Segment <a href=\"#segment-s1\">s1</a> (and 2 more): half.jpg: rows below 32 are gray</li>", HtmlReport.Write("a.mp4", report, null, new Dictionary<int, byte[]>()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.8, 0.1)]
    [InlineData(7.5, 1)]
    [InlineData(11, 2)]
    [InlineData(45, 5)]
    [InlineData(3600, 500)]
    public void Timeline_AnyDuration_HasRoundTicks(double seconds, double step) => Assert.Equal(step, TimelineSection.Step(seconds), 9);

    internal static RenderReport Report(string text) => new(
        0, text, "libx264", 2, 2, 300, 10, "00",
        [Chunk(0, 0, text, 0), Chunk(1, 150, text, 1)], new AssemblyReport(0.02, 1_000_000),
        new SeamCertificate(300, [new Seam(0, 0, true, true), new Seam(1, 150, true, true)], null, []),
        4, 250_000_000, [new MemorySample(0, 100_000_000), new MemorySample(1, 250_000_000)], text,
        [new SkippedEffect(text, text, text, 3, text)], [new FailedAttempt(1, 1, 0, text)], [new EffectTime(text, 0, text, 12.5)], [new PictureWarning([text, "s2"], text, text)]);

    private static ChunkReport Chunk(int index, int first, string text, int worker)
        => new(index, first, 150, [text], false, index + 1, [], 2, 500_000, new string('a', 64), worker, index, text);
}
