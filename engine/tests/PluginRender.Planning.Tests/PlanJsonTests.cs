using System.Globalization;
using System.Text.Json;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests;

public class PlanJsonTests
{
    [Fact]
    public void Write_OfTheSamePlan_GivesTheSameBytes()
        => Assert.Equal(
            PlanJson.Write(Literal.Plan(Literal.Project(Literal.Ntsc, 4, 0.1m, 9.7m))),
            PlanJson.Write(Literal.Plan(Literal.Project(Literal.Ntsc, 4, 0.1m, 9.7m))));

    [Theory]
    [InlineData(0, "0000000000000000")]
    [InlineData((1UL << 53) + 1, "0020000000000001")]
    [InlineData(0xfedcba9876543210, "fedcba9876543210")]
    [InlineData(ulong.MaxValue, "ffffffffffffffff")]
    public void Write_OfASeed_KeepsAllItsBitsForReadersThatHaveOnlyDoubles(ulong seed, string written)
    {
        RenderPlan plan = Literal.Plan(Literal.Project(Literal.Ntsc, 4));
        PlannedSegment segment = plan.Segments[0];
        plan = plan with { Segments = [segment with { Effects = [segment.Effects[0] with { Seed = seed }] }] };

        using JsonDocument json = JsonDocument.Parse(PlanJson.Write(plan));
        JsonElement found = json.RootElement.GetProperty("segments")[0].GetProperty("effects")[0].GetProperty("seed");
        Assert.Equal((JsonValueKind.String, written), (found.ValueKind, found.GetString()));
    }

    [Fact]
    public void Key_OfAFileThatAnEffectReads_FollowsItsContentAndNotItsName()
    {
        string first = new('a', 64), second = new('b', 64);
        RenderPlan plan = With("models/a.pt", first);
        Assert.Equal(plan.Chunks[0].Key, With("b.pt", first).Chunks[0].Key);
        Assert.NotEqual(plan.Chunks[0].Key, With("models/a.pt", second).Chunks[0].Key);
        string text = PlanJson.Write(plan).Replace("plugin hash", new string('c', 64), StringComparison.Ordinal);
        Assert.Equal(new FileReference("models/a.pt", first), Assert.IsType<ParameterValue.File>(PlanJson.ReadEdited(text).Segments[0].Effects[0].Parameters[0].Value).Value);
        Assert.Equal(
            "$.segments[0].effects[0].parameters.model.sha256",
            Assert.Throws<PlanException>(() => PlanJson.ReadEdited(text.Replace(first, "aa", StringComparison.Ordinal))).Path);

        static RenderPlan With(string path, string sha256) => Literal.Plan(Literal.Project(Literal.Ntsc,
        [
            Literal.Segment("a", 2) with { Source = new ProjectSource.Color(default, default), Effects = [Literal.Effect("style", PixelAccess.Frame, new NamedValue("model", new ParameterValue.File(new FileReference(path, sha256))))] },
        ]));
    }

    [Fact]
    public void Write_OfAPlan_IsJsonWithEverythingInIt()
    {
        RenderProject project = Literal.Project(new FrameRate(30, 1),
        [
            Literal.Segment("hä-\"1\"", 4),
            Literal.Segment("b", 5) with
            {
                Source = new ProjectSource.Color(new RgbColor(16, 32, 48), default),
                Effects =
                [
                    Literal.Effect("all", PixelAccess.Point,
                        new("n", new ParameterValue.Number(0.1)), new("i", new ParameterValue.Integer(long.MaxValue)),
                        new("b", new ParameterValue.Boolean(true)), new("t", new ParameterValue.Text("\u2028\n<ü>")),
                        new("c", new ParameterValue.Choice("linear")), new("k", new ParameterValue.Color(new RgbColor(255, 0, 1))),
                        new("f", new ParameterValue.Focus(FocusPoint.Subject)), new("p", new ParameterValue.Focus(FocusPoint.At(0.25, 1)))),
                ],
            },
        ]);
        RenderPlan plan = Literal.Plan(project);
        string text = PlanJson.Write(plan);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);

        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement root = json.RootElement;
        Assert.Equal(PlanJson.Version, root.GetProperty("planVersion").GetInt32());
        Assert.Equal(270, root.GetProperty("frames").GetInt32());
        Assert.Equal("30", root.GetProperty("output").GetProperty("fps").GetString());
        Assert.Equal("libx264", root.GetProperty("encoder").GetProperty("codec").GetString());
        Assert.Equal(
            [("Host.Kernels", "kernels 1"), ("Host.Sdk", "sdk 1")],
            root.GetProperty("host").EnumerateObject().Select(a => (a.Name, a.Value.GetString())));
        JsonElement first = root.GetProperty("segments")[0];
        Assert.Equal("hä-\"1\"", first.GetProperty("id").GetString());
        Assert.Equal("hä-\"1\".jpg", first.GetProperty("source").GetProperty("image").GetString());
        Assert.Equal(plan.Segments[0].Effects[0].Seed.ToString("x16", CultureInfo.InvariantCulture), first.GetProperty("effects")[0].GetProperty("seed").GetString());
        JsonElement second = root.GetProperty("segments")[1];
        Assert.Equal(120, second.GetProperty("firstFrame").GetInt32());
        Assert.Equal("#102030", second.GetProperty("source").GetProperty("color").GetString());
        JsonElement values = second.GetProperty("effects")[0].GetProperty("parameters");
        Assert.Equal("0.1", values.GetProperty("n").GetRawText());
        Assert.Equal(long.MaxValue, values.GetProperty("i").GetInt64());
        Assert.True(values.GetProperty("b").GetBoolean());
        Assert.Equal("\u2028\n<ü>", values.GetProperty("t").GetString());
        Assert.Equal("linear", values.GetProperty("c").GetString());
        Assert.Equal("#ff0001", values.GetProperty("k").GetString());
        Assert.Equal("subject", values.GetProperty("f").GetString());
        Assert.Equal([0.25, 1], values.GetProperty("p").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(plan.Chunks.Select(c => c.Key), root.GetProperty("chunks").EnumerateArray().Select(c => c.GetProperty("key").GetString()));
    }
}
