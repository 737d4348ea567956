using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Logging;

/// <summary>What is wrong is said once, and nothing of Cake's around it.</summary>
public sealed class OneErrorTests : IDisposable
{
    private static readonly string[] Cakes = ["Setup", "TearDown", "Teardown", "====", "----", "Duration", "Error:", "was canceled"];

    private readonly RenderCommand command = new(segments: 3, width: 64, height: 36);

    public void Dispose() => command.Dispose();

    [Fact]
    public void Render_OfAProjectWithOneMistake_SaysItOnceInItsLastLine()
    {
        command.Effect = i => i == 1 ? """{ "effect": "gr{0}de" }""" : """{ "effect": "vignette" }""";
        string[] lines = Lines(command.Run(), 65);
        string error = Assert.Single(lines, l => l.Contains("gr{0}de", StringComparison.Ordinal));
        Assert.Equal(lines[^1], error);
        Assert.Matches(@"^error\[65\]: \S+project\.json:1:\d+: ", error);
    }

    [Theory]
    [InlineData("Validate")]
    [InlineData("Render")]
    public void Target_OfAProjectWithMistakes_SaysEachOnceAndThenHowMany(string target)
    {
        command.Target = target;
        command.Effect = i => $$"""{ "effect": "none{{i}}" }""";
        string[] lines = Lines(command.Run(), 65);
        for (int i = 0; i < 3; i++) Assert.Single(lines, l => l.Contains($"none{i}", StringComparison.Ordinal));
        Assert.Matches(@"^error\[65\]: 3 problems in \S+project\.json, named above; correct them and run it again$", lines[^1]);
        if (target == "Render") Assert.Equal(4, command.Report.GetProperty("error").GetString()!.Split('\n').Length);
    }

    [Fact]
    public void Render_ToItsEnd_HasNoFrameOfCakes()
    {
        string[] lines = Lines(command.Run(), 0);
        Assert.All(lines.Where(l => l.Length > 0), l => Assert.StartsWith("[", l, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_Interrupted_SaysOneThing()
    {
        command.Effect = _ => command.WaitFor("release");
        using StartedRender render = command.Start();
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")));
        render.Signal("TERM");
        string text = render.ReadToEnd() + "\n" + render.ReadErrors();
        string[] lines = Lines((render.Wait(), text), 143);
        Assert.Equal("error[143]: interrupted; run the same command again to go on: 0 of 3 chunks are kept.", lines[^1]);
        Assert.Single(lines, l => l.Contains("error", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Render_OfOneChunk_CountsAsPeopleDo()
    {
        using var small = new RenderCommand(segments: 1, width: 64, height: 36) { Effect = _ => """{ "effect": "vignette" }""" };
        string[] lines = Lines(small.Run("cache", "--threads-per-worker=1"), 0);
        Assert.Contains("[render] 1 chunk (~1 s) with 1 worker, 1 encoder thread; expected rounds: 1", lines);
        Assert.Contains(lines, l => l.StartsWith("[assemble] 1 chunk, ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains(" 0.0 MB", StringComparison.Ordinal) || l.Contains("in 0.0 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_WithVerbosityDiagnostic_HasCakesFrame()
    {
        (int code, string text) = command.Run("cache", "--verbosity=diagnostic");
        Assert.Equal(0, code);
        Assert.Contains("Duration", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithVerbosityQuiet_SaysNothing()
    {
        (int code, string text) = command.Run("cache", "--verbosity=quiet");
        Assert.Equal((0, ""), (code, text.Trim()));
    }

    private static string[] Lines((int Code, string Text) run, int code)
    {
        Assert.Equal(code, run.Code);
        string[] lines = [.. run.Text.TrimEnd().Split('\n').Where(l => !l.StartsWith("[plugins] WARNING", StringComparison.Ordinal))];
        Assert.DoesNotContain(lines, l => Cakes.Any(c => l.Contains(c, StringComparison.Ordinal)));
        return lines;
    }
}
