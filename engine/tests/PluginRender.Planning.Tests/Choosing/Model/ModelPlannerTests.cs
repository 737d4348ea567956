using System.Text.Json;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Choosing.Model;

public class ModelPlannerTests
{
    private const string Good = """
        { "segments": [ { "id": "s0", "effects": [
          { "effect": "kenburns", "zoomFrom": 1, "zoomTo": 1.2, "focus": "subject", "easing": "linear", "reason": "the dog\u001b[2J" },
          { "effect": "fade", "in": 0.5, "out": 0, "color": "#000000" } ] } ] }
        """;

    private static readonly ProjectLlm Llm = new(new Uri("http://127.0.0.1:1/v1"), "m", 60, "KEY");

    private static readonly EffectDescriptor Stamp = Auto.Descriptor("stamp", PixelAccess.Point, Auto.Number("size", 1, 1, 9), Auto.Other("file", ParameterKind.Text, new ParameterValue.Text("own.png")));

    private static readonly EffectDescriptor Style = Auto.Descriptor("style", PixelAccess.Point, Auto.Other("model", ParameterKind.Text, null));

    private static readonly EffectDescriptor[] Loaded = [.. Auto.BuiltIn, Stamp, Style];

    [Fact]
    public void Ask_WithAGoodAnswer_TakesItWithItsReasons()
    {
        (RenderProject planned, string answer) = Planner().Ask(new AnswersInTurn(Good));
        Assert.Equal(Good, answer);
        Assert.Equal(["kenburns", "fade"], planned.Segments[0].Effects.Select(e => e.Descriptor.Id));
        Assert.Equal(["m: the dog·[2J", "m: it gave no reason"], planned.Segments[0].Effects.Select(e => e.Reason));
        Assert.Equal(1.2, Auto.Number(planned.Segments[0].Effects[0], "zoomTo"));
        Assert.NotNull(Planner().Recall(answer));
    }

    public static TheoryData<string, string> Hostile { get; } = new()
    {
        { "", "answer:1:1: the file is empty" },
        { "I would rather not.", "answer:1:1: this is not JSON" },
        { "[]", "the answer is no object" },
        { """{ "segments": [] }""", "segment \"s0\" is missing" },
        { """{ "segments": [ { "id": "s0", "effects": [] }, { "id": "s0", "effects": [] } ] }""", "segment \"s0\" is there twice" },
        { """{ "segments": [ { "id": "../../etc", "effects": [] } ] }""", "segment \"../../etc\" was not asked for" },
        { """{ "segments": [ { "id": "s0", "effects": [{ "effect": "explode" }] } ] }""", "there is no effect \"explode\"" },
        { """{ "segments": [ { "id": "s0", "effects": [{ "effect": "kenburns", "zoomTo": 100 }] } ] }""", "\"zoomTo\" is 100; give a number from 1 to 8" },
        { """{ "segments": [ { "id": "s0", "effects": [{ "effect": "kenburns", "zoomTo": 1e999 }] } ] }""", "\"zoomTo\" is 1e999" },
        { """{ "segments": [ { "id": "s0", "effects": [{ "effect": "fade" }, { "effect": "kenburns" }] } ] }""", "samples the source and stands at place 2" },
        { """{ "segments": [ { "id": "s0", "effects": [{ "effect": "stamp", "file": "/etc/passwd" }] } ] }""", "unknown key \"file\"" },
        { """{ "segments": [ { "id": "s0", "effects": [{ "effect": "style", "model": "/etc/passwd" }] } ] }""", "there is no effect \"style\"" },
        { """{ "segments": [ { "id": "s0", "effects": [{ "effect": "fade", "reason": { "a": 1 } }] } ] }""", "\"reason\" is an object" },
        { """{ "segments": [ { "id": "s0\u0007", "effects": [] } ], "\u001b[31m": 1 }""", "unknown key \"·[31m\"" },
        { new string('[', 10_000), "nested deeper than 32 levels" },
        { $$"""{ "segments": [ { "id": "s0", "effects": [{{string.Join(',', Enumerable.Repeat("{ \"effect\": \"fade\" }", 101))}}] } ] }""", "\"effects\" has 101 items" },
        { new string(' ', (1 << 20) + 1), "the answer has 1048577 bytes" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Ask_WithAnAnswerThatCannotBeUsed_SaysWhyOnceAndTakesTheNext(string answer, string expected)
    {
        var model = new AnswersInTurn(answer, Good);
        (RenderProject planned, string taken) = Planner().Ask(model);
        Assert.Equal(Good, taken);
        Assert.Equal(2, planned.Segments[0].Effects.Length);
        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User], model.Asked[1].Select(t => t.Role));
        Assert.Contains(expected, model.Asked[1][3].Text, StringComparison.Ordinal);
        Assert.InRange(model.Asked[1].Sum(t => t.Text.Length), 0, 40_000);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Ask_WithTwoSuchAnswers_GivesUpInOneLine(string answer, string expected)
    {
        ChatException refused = Assert.Throws<ChatException>(() => Planner().Ask(new AnswersInTurn(Good.Replace("s0", "s7", StringComparison.Ordinal), answer)));
        Assert.StartsWith("its answer cannot be used, not even the second one: answer:", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Message, char.IsControl);
        Assert.InRange(refused.Message.Length, 1, 500);
        Assert.NotEmpty(expected);
        Assert.Null(Planner().Recall(answer));
    }

    [Fact]
    public void Ask_OfAnEffectWithATextOfItsOwn_LeavesThatAtItsDefault()
    {
        (RenderProject planned, _) = Planner().Ask(new AnswersInTurn("""{ "segments": [ { "id": "s0", "effects": [{ "effect": "stamp", "size": 3 }] } ] }"""));
        Assert.Equal(new ParameterValue.Text("own.png"), Auto.Value(planned.Segments[0].Effects[0], "file"));
    }

    [Fact]
    public void Question_Always_HasWhatWasSeenAndNoPath()
    {
        var model = new AnswersInTurn(Good);
        Planner().Ask(model);
        string said = string.Join('\n', model.Asked[0].Select(t => t.Text)) + model.Schema;
        foreach (string secret in (string[])["/project", "s0.jpg", "s1.jpg", "p.json", ".png", "127.0.0.1", "KEY"]) Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
        JsonElement video = JsonDocument.Parse(model.Asked[0][1].Text).RootElement;
        JsonElement first = video.GetProperty("segments")[0];
        Assert.Equal(("s0", "A dog runs", "choose"), (first.GetProperty("id").GetString(), first.GetProperty("text").GetString(), first.GetProperty("effects").GetString()));
        Assert.Equal("dog", first.GetProperty("picture").GetProperty("subjects")[0].GetProperty("label").GetString());
        Assert.Equal("beach", first.GetProperty("picture").GetProperty("tags")[0].GetString());
        Assert.Equal("grade", video.GetProperty("segments")[1].GetProperty("effects")[0].GetString());
    }

    [Fact]
    public void Schema_Always_HasTheEffectsThatAreLoadedAndOffered()
    {
        var model = new AnswersInTurn(Good);
        Planner().Ask(model);
        JsonElement segment = JsonDocument.Parse(model.Schema).RootElement.GetProperty("properties").GetProperty("segments").GetProperty("items").GetProperty("properties");
        Assert.Equal(["s0"], segment.GetProperty("id").GetProperty("enum").EnumerateArray().Select(w => w.GetString()));
        JsonElement[] effects = [.. segment.GetProperty("effects").GetProperty("items").GetProperty("anyOf").EnumerateArray()];
        Assert.Equal(["kenburns", "grade", "vignette", "fade", "stamp"], effects.Select(e => e.GetProperty("properties").GetProperty("effect").GetProperty("enum")[0].GetString()));
        Assert.Equal(["effect", "size", "reason"], effects[4].GetProperty("required").EnumerateArray().Select(w => w.GetString()));
        JsonElement zoom = effects[0].GetProperty("properties").GetProperty("zoomTo");
        Assert.Equal((1, 8), (zoom.GetProperty("minimum").GetInt32(), zoom.GetProperty("maximum").GetInt32()));
        Assert.All(effects, e => Assert.False(e.GetProperty("additionalProperties").GetBoolean()));
    }

    [Fact]
    public void Key_OfAQuestion_ChangesWithWhatIsAskedAndWhom()
    {
        string key = Planner().Key;
        Assert.Equal(key, Planner().Key);
        Assert.Equal(4, new[] { key, Planner(llm: Llm with { Model = "n" }).Key, Planner(text: "A cat").Key, Planner(loaded: Auto.BuiltIn).Key }.Distinct().Count());
    }

    [Fact]
    public void Ask_AboutMoreSegmentsThanAModelAnswersWell_AsksNothing()
    {
        var auto = new Auto();
        for (int i = 0; i < 201; i++) auto.Add();
        var model = new AnswersInTurn();
        Assert.Throws<ChatException>(() => new ModelPlanner(auto.Project() with { Planner = new ProjectPlanner(0, Llm) }, Literal.Pictures(auto.Project()), null, Loaded).Ask(model));
        Assert.Empty(model.Asked);
    }

    private static ModelPlanner Planner(string text = "A dog runs", ProjectLlm? llm = null, IReadOnlyList<EffectDescriptor>? loaded = null)
    {
        RenderProject project = new Auto().Add(text: text).Add()
            .Change(s => s with { IsAuto = false, Effects = [new ProjectEffect(Auto.BuiltIn[1], [])] }).Project() with
        { Planner = new ProjectPlanner(0, llm ?? Llm) };
        var facts = new Dictionary<string, PictureFacts>
        {
            ["s0"] = new([new Subject("dog", 0.9, SubjectSource.Yolo, new PictureBox(0.1, 0.2, 0.3, 0.4), new PicturePoint(0.25, 0.4))], [new PictureTag("beach", 0.9)]),
        };
        return new ModelPlanner(project, Literal.Pictures(project), facts, loaded ?? Loaded);
    }
}
