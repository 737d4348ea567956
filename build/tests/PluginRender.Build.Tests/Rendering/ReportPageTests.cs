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
