using System.Text.Json;
using System.Text.RegularExpressions;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Logging;

/// <summary>Standard output with --log=json: every line is an object, and the documented fields are there.</summary>
public sealed partial class JsonLogTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 4, width: 320, height: 180);

    /// <summary>The README's table: fields by event.</summary>
    private static readonly Dictionary<string, string[]> Documented = File.ReadLines(Path.Combine(RepositoryPaths.Find(AppContext.BaseDirectory).Root, "README.md"))
        .SkipWhile(l => l != "| event | fields |").Skip(2).TakeWhile(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|'))
        .SelectMany(cells => Quoted().Matches(cells[1]).Select(e => (Event: e.Groups[1].Value, Fields: Quoted().Matches(cells[2]).Select(f => f.Groups[1].Value).ToArray())))
        .ToDictionary(row => row.Event, row => row.Fields, StringComparer.Ordinal);

    public void Dispose() => command.Dispose();

    [Fact]
    public void Render_ToItsEnd_TellsEveryChunkAndHowItEnded()
    {
        (int code, List<JsonElement> events) = Run();

        Assert.Equal(0, code);
        Assert.Equal((4, 120), (Number(Only(events, "planned"), "chunks"), Number(Only(events, "planned"), "frames")));
        Assert.Equal([0, 1, 2, 3], Of(events, "chunk-started").Select(e => Number(e, "chunk")).Order());
        Assert.Equal(["s2"], Of(events, "chunk-started").Single(e => Number(e, "chunk") == 2).GetProperty("segments").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal([0, 1, 2, 3], Of(events, "chunk-finished").Select(e => Number(e, "chunk")).Order());
        Assert.All(Of(events, "chunk-finished"), e => Assert.True(Number(e, "frames") == 30 && Number(e, "bytes") > 0 && Number(e, "attempt") == 1 && e.GetProperty("seconds").GetDouble() > 0));
        Assert.Equal(command.Output.Length, Number(Only(events, "assembly-finished"), "bytes"));
        Assert.Equal(command.PathOf("out.mp4"), Only(events, "finished").GetProperty("path").GetString());
        Assert.Equal(("end", 0), (events[^1].GetProperty("event").GetString(), Number(events[^1], "code")));
        Assert.All(events, e => Assert.EndsWith("Z", e.GetProperty("time").GetString(), StringComparison.Ordinal));

        (_, List<JsonElement> again) = Run();
        Assert.Equal(4, Of(again, "chunk-cached").Count());
        Assert.Empty(Of(again, "chunk-started"));
    }

    [Fact]
    public void Render_OfAFailingEffect_TellsTheAttemptAndTheError()
    {
        command.Effect = i => i == 2 ? """{ "effect": "misbehave", "does": "throw" }""" : """{ "effect": "grain", "strength": 0.6 }""";
        (int code, List<JsonElement> events) = Run();

        Assert.Equal(65, code);
        JsonElement failed = Assert.Single(Of(events, "chunk-failed"));
        Assert.Equal((2, 1), (Number(failed, "chunk"), Number(failed, "attempt")));
        Assert.Contains("misbehave", failed.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(65, Number(Only(events, "error"), "code"));
        Assert.Equal(65, Number(events[^1], "code"));

        (_, List<JsonElement> skipping) = Run("--on-effect-error=skip");
        Assert.StartsWith("segment \"s2\" is rendered without effect misbehave", Only(skipping.Where(e => !e.TryGetProperty("source", out JsonElement source) || source.GetString() != "plugins"), "warning").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfAProjectWithMistakes_TellsEachWithItsPlace()
    {
        command.Effect = i => """{ "effect": "grain", "strength": 7 }""";
        (int code, List<JsonElement> events) = Run();

        Assert.Equal(65, code);
        Assert.Equal(4, Of(events, "problem").Count());
        Assert.All(Of(events, "problem"), e => Assert.Matches(@"project\.json:1:\d+: ", e.GetProperty("text").GetString()));
        Assert.Equal(65, Number(Only(events, "error"), "code"));
    }

    [Theory]
    [InlineData("Validate", "log")]
    [InlineData("Plan", "written")]
    [InlineData("Preview", "written")]
    [InlineData("Detect", "written")]
    [InlineData("Effects", "log")]
    [InlineData("Doctor", "log")]
    public void Target_Whichever_WritesNothingButObjects(string target, string told)
    {
        command.Target = target;
        (int code, List<JsonElement> events) = Run();

        Assert.Equal(0, code);
        Assert.NotEmpty(Of(events, told));
        Assert.All(Of(events, "written"), e => Assert.True(File.Exists(e.GetProperty("path").GetString())));
    }

    // What Cake prints by itself has no form of its own here: it goes to standard error.
    [Fact]
    public void Tree_OfTasks_GoesToStandardError()
    {
        using StartedRender tree = command.Start("cache", "--log=json", "--tree");

        Assert.Equal("end", Assert.Single(Parse(tree.ReadToEnd())).GetProperty("event").GetString());
        Assert.Contains("Validate", tree.ReadErrors(), StringComparison.Ordinal);
        Assert.Equal(0, tree.Wait());
    }

    [Fact]
    public void CommandLine_WithMistakes_TellsEach()
    {
        (int code, List<JsonElement> events) = Run("--frames=2", "--memory=lots");

        Assert.Equal(2, code);
        Assert.Equal(2, Of(events, "error").Count());
        Assert.All(Of(events, "error"), e => Assert.Equal(2, Number(e, "code")));
        Assert.Equal(2, Number(events[^1], "code"));
    }

    [Fact]
    public void Render_Interrupted_TellsThatAsWell()
    {
        command.Effect = i => command.WaitFor("release");
        using StartedRender render = command.Start("cache", "--log=json");
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")));
        render.Signal("INT", toGroup: true);
        List<JsonElement> events = Parse(render.ReadToEnd());

        Assert.Equal(130, render.Wait());
        Assert.Equal(130, Number(Only(events, "error"), "code"));
        Assert.Equal(("end", 130), (events[^1].GetProperty("event").GetString(), Number(events[^1], "code")));
    }

    private (int Code, List<JsonElement> Events) Run(params string[] more)
    {
        using StartedRender render = command.Start("cache", ["--log=json", .. more]);
        List<JsonElement> events = Parse(render.ReadToEnd());
        return (render.Wait(), events);
    }

    private static List<JsonElement> Parse(string output)
    {
        List<JsonElement> events = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.All(events, told => Assert.Subset(
            Documented[told.GetProperty("event").GetString()!].Concat(["event", "time"]).ToHashSet(), told.EnumerateObject().Select(f => f.Name).ToHashSet()));
        return events;
    }

    private static IEnumerable<JsonElement> Of(IEnumerable<JsonElement> events, string name) => events.Where(e => e.GetProperty("event").GetString() == name);

    private static JsonElement Only(IEnumerable<JsonElement> events, string name) => Assert.Single(Of(events, name));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    private static int Number(JsonElement told, string field) => told.GetProperty(field).GetInt32();
}
