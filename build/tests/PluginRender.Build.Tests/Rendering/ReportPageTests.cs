using System.Text.RegularExpressions;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>The page beside a real render.</summary>
public sealed class ReportPageTests : IDisposable
{
    private readonly RenderCommand command = new(3, 320, 180);

    public void Dispose() => command.Dispose();

    [Fact]
    public void Render_RenderedAndThenCached_HasPicturesOfSegmentsAndSeamsAndLinksThatLead()
    {
        foreach (int rendered in new[] { 3, 0 })
        {
            using StartedRender render = command.Start();
            Assert.Equal(0, render.Wait());
            Assert.Equal(rendered, command.Rendered());
            string page = File.ReadAllText(command.PathOf("out.report.html"));

            // The middle of three segments, both sides of two seams.
            Assert.Equal(7, Regex.Count(page, "<img alt=\"[^\"]+\" src=\"data:image/jpeg;base64,/9j/"));
            string[] targets = [.. Regex.Matches(page, "href=\"#([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct()];
            Assert.True(targets.Length >= 6);
            Assert.All(targets, target => Assert.Contains($"id=\"{target}\"", page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Render_RenderedAndThenCached_TellsTheTimeOfEachEffectAsItWasWhenRendered()
    {
        command.Effect = i => i == 1 ? """{ "effect": "grade" }, { "effect": "grain" }""" : """{ "effect": "grade", "contrast": 1.25 }""";
        using (StartedRender render = command.Start()) Assert.Equal(0, render.Wait());
        string times = command.Report.GetProperty("effectTimes").GetRawText();
        Assert.Equal(
            [("s0", "grade"), ("s1", "grade"), ("s1", "grain"), ("s2", "grade")],
            command.Report.GetProperty("effectTimes").EnumerateArray().Select(t => (t.GetProperty("segment").GetString()!, t.GetProperty("effect").GetString()!)));
        Assert.All(command.Report.GetProperty("effectTimes").EnumerateArray(), t => Assert.True(t.GetProperty("milliseconds").GetDouble() > 0));
        string page = File.ReadAllText(command.PathOf("out.report.html"));
        Assert.Matches("<b>grade</b>, \\d+\\.\\d\\d ms a frame<p class=\"quiet\">brightness 0, contrast 1.25, saturation 1</p>", page);
        Assert.DoesNotContain("came from the cache, and count", page, StringComparison.Ordinal);

        using (StartedRender render = command.Start()) Assert.Equal(0, render.Wait());
        Assert.Equal(times, command.Report.GetProperty("effectTimes").GetRawText());
        Assert.Contains("3 of 3 chunks came from the cache, and count with the times of when they were rendered.", File.ReadAllText(command.PathOf("out.report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ThatFails_LeavesAPageThatSaysWhy()
    {
        command.Effect = _ => """{ "effect": "misbehave", "does": "throw", "at": 5 }""";
        using StartedRender render = command.Start();
        Assert.Equal(65, render.Wait());
        string page = File.ReadAllText(command.PathOf("out.report.html"));
        Assert.Contains("Failed with code 65", page, StringComparison.Ordinal);
        Assert.Contains("deliberate, in s", page, StringComparison.Ordinal);
    }
}
