using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Reading;

public class PlanReaderTests
{
    private static readonly string Text = PlanJson.Write(SmallPlan());

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Read_Utf8_IsThePlan(string mark)
        => Assert.Equal(Text, PlanJson.Write(PlanJson.Read(Encoding.UTF8.GetBytes(mark + Text))));

    [Fact]
    public void Read_BytesThatAreNoUtf8_AreRefused()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        int place = text.AsSpan().IndexOf("\"id\": \""u8) + 7;
        text[place] = 0xff;
        Assert.Throws<PlanException>(() => PlanJson.Read(text));
    }

    [Fact]
    public void Read_OfAWrittenPlan_GivesTheSamePlan()
    {
        RenderPlan read = PlanJson.Read(Text);

        Assert.Equal(Text, PlanJson.Write(read));
        // The kinds, which the values alone do not tell.
        Assert.Equal(SmallPlan().Segments.SelectMany(s => s.Effects).SelectMany(e => e.Parameters), read.Segments.SelectMany(s => s.Effects).SelectMany(e => e.Parameters));
        Assert.Equal(SmallPlan().Chunks.AsEnumerable(), read.Chunks.AsEnumerable());
    }

    [Theory]
    [InlineData("$.planVersion", "1", "is 1, and this program reads 3")]
    [InlineData("$.output.width", "33", "is 33, not an even number")]
    [InlineData("$.output.fps", "\"60/2\"", "is \"60/2\", not a frame rate in lowest terms")]
    [InlineData("$.encoder.threads", "0", "is 0, not a whole number from 1 to 64")]
    [InlineData("$.encoder.preset", "7", "is 7, not a string that is not empty")]
    [InlineData("$.host", "[]", "is [], not an object")]
    [InlineData("$.frames", "1e3", "is 1e3, not a whole number from 1 to 50000000")]
    [InlineData("$.segments[1].id", "\"s0\"", "is \"s0\", which another segment has")]
    [InlineData("$.segments[1].firstFrame", "1", "is 1, not 30 where the one before ends")]
    [InlineData("$.segments[1].frameCount", "31", "is 31, beyond the end at frame 60")]
    [InlineData("$.segments[0].source.image", "\"http://x/a.jpg\"", "is \"http://x/a.jpg\", not a path")]
    [InlineData("$.segments[0].source.sha256", "\"AA\"", "is \"AA\", not 64 lower-case hexadecimal digits")]
    [InlineData("$.segments[1].source.color", "\"red\"", "is \"red\", not a color")]
    [InlineData("$.segments[0].source.facts.subjects[0].box", "[0, 0, 1]", "is [0,0,1], not 4 of a number from 0 to 1")]
    [InlineData("$.segments[0].source.facts.subjects[0].center", "[0, 1.5]", "is [0,1.5], not 2 of a number from 0 to 1")]
    [InlineData("$.segments[0].effects[1].subject", "[0.5, 0.5]", "is [0.5, 0.5], and the source's first subject has its center at [0.3, 0.6]")]
    [InlineData("$.segments[0].source.facts.subjects[0].source", "\"guess\"", "is \"guess\", not one of saliency, yolo")]
    [InlineData("$.segments[0].source.facts.subjects[1].textScore", "2", "is 2, not a number from -1 to 1")]
    [InlineData("$.segments[0].source.facts.tags[0].score", "-1", "is -1, not a number from 0 to 1")]
    [InlineData("$.segments[0].source.facts.mask.sha256", "\"a/b\"", "is \"a/b\", not 64 lower-case hexadecimal digits")]
    [InlineData("$.segments[0].effects[1].access", "\"source\"", "is source, which only the first effect of a segment may have")]
    [InlineData("$.segments[0].effects[0].seed", "17", "is 17, not 16 lower-case hexadecimal digits")]
    [InlineData("$.segments[0].effects[0].concurrency", "\"any\"", "is \"any\", not one of unsafe, perInstance, reentrant")]
    [InlineData("$.segments[0].effects[0].parameters.focus", "[0, 2]", "is [0,2], not a parameter of kind focus")]
    [InlineData("$.segments[0].effects[0].parameterKinds[0]", "\"color\"", "not a parameter of kind color")]
    [InlineData("$.segments[0].effects[0].parameterKinds", "[]", "has 0 items for 2 parameters")]
    [InlineData("$.chunks[1].index", "0", "is 0, not a whole number from 1 to 1")]
    [InlineData("$.chunks[1].firstFrame", "29", "is 29, not 30 where the one before ends")]
    public void Read_FieldThatIsWrong_NamesItAndSaysWhat(string path, string value, string problem)
    {
        PlanException e = Assert.Throws<PlanException>(() => PlanJson.Read(With(path, JsonNode.Parse(value))));

        Assert.StartsWith(path.Split(".parameterKinds[")[0], e.Path, StringComparison.Ordinal);
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
        Assert.EndsWith("; plan the project again", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$.segments[0].effects[0].parameters.zoomTo", "1.5")]
    [InlineData("$.encoder.crf", "\"24\"")]
    [InlineData("$.output.width", "66")]
    public void Read_FieldThatWasEdited_IsRefusedByTheChunksKey(string path, string value)
        => Assert.Equal("$.chunks[0].key", Assert.Throws<PlanException>(() => PlanJson.Read(With(path, JsonNode.Parse(value)))).Path);

    [Fact]
    public void Read_AnyMemberMissing_NamesIt()
    {
        foreach (string path in Members(JsonNode.Parse(Text)!, "$").Where(p => !p.Contains(".parameters.", StringComparison.Ordinal)
            && !p.EndsWith(".textScore", StringComparison.Ordinal) && !p.EndsWith(".mask", StringComparison.Ordinal)))
        {
            PlanException e = Assert.Throws<PlanException>(() => PlanJson.Read(With(path, null)));
            // Options are the encoder's own; without one, the keys are others. Without facts there is nothing to tell an effect.
            Assert.True(e.Path == path || e.Path == "$.chunks[0].key" || (path.EndsWith(".facts", StringComparison.Ordinal) && e.Path.EndsWith(".subject", StringComparison.Ordinal)) || path.EndsWith(".color", StringComparison.Ordinal), $"{path} gave {e.Message}");
        }
    }

    [Fact]
    public void Read_MemberThatNobodyKnows_IsRefused()
        => Assert.Equal("$.segments[0].effects[0].blend is not part of a plan", Path(() => With("$.segments[0].effects[0].blend", JsonValue.Create(1))));

    [Theory]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("{\"planVersion\":3,\"planVersion\":3}", "$")]
    [InlineData("{} {}", "$")]
    [InlineData("{\"planVersion\":\"2\"}", "$.planVersion")]
    public void Read_OfSomethingElse_IsRefusedThere(string text, string path)
        => Assert.Equal(path, Assert.Throws<PlanException>(() => PlanJson.Read(text)).Path);

    [Fact]
    public void Read_OfMutatedText_ReadsItOrSaysWhere()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Text);
        var random = new Random(20);
        for (int i = 0; i < 3000; i++)
        {
            byte[] mutated = [.. utf8];
            for (int k = random.Next(1, 4); k > 0; k--) mutated[random.Next(mutated.Length)] = (byte)random.Next(32, 127);
            try
            {
                RenderPlan read = PlanJson.Read(Encoding.UTF8.GetString(mutated));
                Assert.Equal(60, read.FrameCount);
            }
            catch (PlanException e)
            {
                Assert.StartsWith("$", e.Path, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Without_AnEffect_ChangesTheKeysOfItsSegmentOnly()
    {
        RenderPlan plan = SmallPlan();
        RenderPlan without = RenderPlanner.Without(plan, "s0", "grade");

        Assert.Equal(["zoom"], without.Segments[0].Effects.Select(e => e.Id));
        Assert.NotEqual(plan.Chunks[0].Key, without.Chunks[0].Key);
        Assert.Equal(plan.Chunks[1], without.Chunks[1]);
        Assert.Equal(PlanJson.Write(without), PlanJson.Write(PlanJson.Read(PlanJson.Write(without))));
    }

    private static string Path(Func<string> text)
    {
        PlanException e = Assert.Throws<PlanException>(() => PlanJson.Read(text()));
        return $"{e.Path} {e.Problem}";
    }

    /// <summary>The plan's text with a member or item set to something else, or without it.</summary>
    private static string With(string path, JsonNode? value)
    {
        JsonNode root = JsonNode.Parse(Text)!;
        string[] steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.')[1..];
        JsonNode parent = root;
        foreach (string step in steps[..^1]) parent = parent is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : parent[step]!;
        if (parent is JsonArray items) items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else if (value is null) parent.AsObject().Remove(steps[^1]);
        else parent[steps[^1]] = value;
        return root.ToJsonString();
    }

    private static IEnumerable<string> Members(JsonNode node, string path) => node switch
    {
        JsonObject o => o.SelectMany(m => Members(m.Value!, $"{path}.{m.Key}").Prepend($"{path}.{m.Key}")),
        JsonArray a => a.SelectMany((item, i) => Members(item!, $"{path}[{i}]")),
        _ => [],
    };

    private static RenderPlan SmallPlan()
    {
        var effects = ImmutableArray.Create(
            Effect("zoom", PixelAccess.Source, new("focus", new ParameterValue.Focus(FocusPoint.At(0.25, 1))), new("zoomTo", new ParameterValue.Number(2))),
            Effect(
                "grade", PixelAccess.Point, new("i", new ParameterValue.Integer(2)), new("t", new ParameterValue.Text("center\u2028ü<\"")),
                new("c", new ParameterValue.Choice("center")), new("f", new ParameterValue.Focus(FocusPoint.Center)), new("s", new ParameterValue.Focus(FocusPoint.Subject)),
                new("k", new ParameterValue.Color(new RgbColor(1, 2, 255))), new("b", new ParameterValue.Boolean(true)), new("n", new ParameterValue.Number(-0.1)),
                new("w", new ParameterValue.Place(PicturePlace.Whole)), new("p", new ParameterValue.Place(PicturePlace.At(0, 0.75))),
                new("a", new ParameterValue.Place(PicturePlace.Of(new PictureArea(0.25, 0, 0.5, 1))))));
        var project = new RenderProject("p.json", "/project", "p", new OutputSettings(64, 36, new FrameRate(30, 1), OutputProfile.Draft, 23),
            [
                new ProjectSegment("s0", new ProjectSource.Image("a.jpg", "/project/a.jpg", default), 1, null, effects, default),
                new ProjectSegment("s1", new ProjectSource.Color(new RgbColor(1, 2, 3), default), 1, null, [], default),
            ]);
        return RenderPlanner.Plan(
            project, new Dictionary<string, PictureInfo> { ["/project/a.jpg"] = new(40, 30, new string('a', 64)) }, new PlanOptions(1, 2, "libavcodec 59", [new HostAssembly("Host", "sdk 1")]),
            new Dictionary<string, PictureFacts> { ["s0"] = SomeFacts.Full });
    }

    private static ProjectEffect Effect(string id, PixelAccess access, params ImmutableArray<NamedValue> values) => new(
        new EffectDescriptor(id, "1.0.0", id, access, Concurrency.PerInstance, Determinism.SameMachine, [], "Effects.Test", new string('b', 64)), values);
}
