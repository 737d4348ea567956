using System.Text.Json.Nodes;
using PluginRender.Planning.Tests.Choosing;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Freezing;

public class GivenPlanTests
{
    private static readonly RenderPlan Made = new Auto().Add(text: "City", box: new PictureBox(0.45, 0.45, 0.1, 0.1)).Add().Plan();

    [Fact]
    public void Read_OfAPlanAsItWasMade_IsThatPlan()
    {
        GivenPlan given = Read(_ => { });
        Assert.Equal(PlanJson.Write(Made), PlanJson.Write(given.Plan));
        Assert.Equal((OutputProfile.Draft, 23), (given.Profile, given.Crf));
        Assert.Empty(given.Differences);
    }

    [Fact]
    public void Read_OfAnEditedPlan_HasTheKeysOfWhatItSaysNow()
    {
        GivenPlan given = Read(plan => Effect(plan)["parameters"]!["zoomTo"] = 1.5);
        Assert.NotEqual(Made.Chunks[0].Key, given.Plan.Chunks[0].Key);
        Assert.Equal(Made.Chunks[1].Key, given.Plan.Chunks[1].Key);
        // What it says now is a plan that a worker takes.
        Assert.Equal(1.5, ((ParameterValue.Number)PlanJson.Read(PlanJson.Write(given.Plan)).Segments[0].Effects[0].Parameters[1].Value).Value);
    }

    [Fact]
    public void Read_WithAnotherFocus_TellsTheEffectOfItAnew()
    {
        GivenPlan given = Read(plan => Effect(plan)["parameters"]!["focus"] = new JsonArray(0.1, 0.2));
        Assert.Null(given.Plan.Segments[0].SubjectFor(given.Plan.Segments[0].Effects[0]));
        Assert.DoesNotContain("\"subject\":", PlanJson.Write(given.Plan), StringComparison.Ordinal);
        Assert.NotNull(Read(plan => plan["segments"]![1]!["effects"]![0]!["parameters"]!["focus"] = "subject").Plan.Segments[1].Effects[0]);
    }

    [Fact]
    public void Read_OnAnotherMachine_IsMadeForItAndSaysWhatDiffers()
    {
        EffectDescriptor[] rebuilt = [.. Auto.BuiltIn.Select(e => e with { PluginHash = new string('1', 64) })];
        GivenPlan given = GivenPlan.Read(PlanJson.Write(Made), rebuilt, "libavcodec 60", [new("Host.Kernels", "kernels 2"), new("Host.Sdk", "sdk 1")]);
        Assert.Equal(
            ["the encoding libraries: libavcodec 59.37.100 -> libavcodec 60", "Host.Kernels was built from other sources", "plugin Effects.Test: its files are others"],
            given.Differences.ToArray());
        Assert.Equal(("libavcodec 60", "kernels 2", new string('1', 64)), (given.Plan.Encoder.Library, given.Plan.HostAssemblies[0].Version, given.Plan.Segments[0].Effects[0].PluginHash));
        Assert.NotEqual(Made.Chunks[0].Key, given.Plan.Chunks[0].Key);
    }

    [Fact]
    public void Read_OfWhatTheEffectClaims_TakesTheLoadedEffectsWord()
    {
        GivenPlan given = Read(plan =>
        {
            Effect(plan)["concurrency"] = "unsafe";
            Effect(plan)["determinism"] = "none";
        });
        Assert.Equal(PlanJson.Write(Made), PlanJson.Write(given.Plan));
    }

    [Fact]
    public void Read_OfAPlanFromBeforeAParameterWas_HasItsDefault()
    {
        EffectDescriptor[] grown = [.. Auto.BuiltIn.Select(e => e.Id != "kenburns" ? e : e with
        {
            Parameters = e.Parameters.Insert(0, new ParameterDescriptor("from", ParameterKind.Place, "", new ParameterValue.Place(PicturePlace.Whole), 0, 1, "", [])),
        })];
        GivenPlan given = GivenPlan.Read(PlanJson.Write(Made), grown, Made.Encoder.Library, Made.HostAssemblies);
        Assert.Equal(new NamedValue("from", new ParameterValue.Place(PicturePlace.Whole)), given.Plan.Segments[0].Effects[0].Parameters[0]);
        Assert.Equal(Made.Segments[0].Effects[0].Parameters.ToArray(), given.Plan.Segments[0].Effects[0].Parameters.RemoveAt(0).ToArray());
    }

    public static TheoryData<string, string, string> Broken { get; } = new()
    {
        { "segments/0/effects/0/parameters/zoomTo", "9", "$.segments[0].effects[0].parameters.zoomTo: is 9; give a number from 1 to 8" },
        { "segments/0/effects/0/parameters/easing", "\"bouncy\"", "parameters.easing: is \"bouncy\"; give one of \"linear\", \"easeInOut\"" },
        { "segments/0/effects/0/effect", "\"kenbruns\"", "$.segments[0].effects[0].effect: is \"kenbruns\", which no loaded plugin has; did you mean \"kenburns\"?" },
        { "segments/0/effects/0/version", "\"0.9\"", "$.segments[0].effects[0].version: is 0.9, and the kenburns that is loaded is 1.0.0" },
        { "segments/0/effects/0/more", "1", "$.segments[0].effects[0].more: is not part of a plan" },
        { "segments/0/effects/1/effect", "\"kenburns\"", "$.segments[0].effects[1]" },
        { "segments/0/frameCount", "10", "$.segments[1].firstFrame: is 150, not 10" },
        { "encoder/preset", "\"placebo\"", "$.encoder: is not what a profile gives" },
        { "encoder/crf", "\"1e99\"", "$.encoder: is not what a profile gives" },
        { "encoder/x264-params", "\"dump-yuv=a.yuv\"", "$.encoder: is not what a profile gives" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_OfAPlanThatCannotBeRendered_SaysWhereAndWhatInstead(string path, string value, string expected)
    {
        string[] steps = path.Split('/');
        PlanException refused = Assert.Throws<PlanException>(() => Read(plan =>
        {
            JsonNode parent = steps[..^1].Aggregate(plan, (node, step) => int.TryParse(step, out int i) ? node[i]! : node[step]!);
            parent[steps[^1]] = JsonNode.Parse(value);
        }));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAParameterThatIsNone_SaysWhichWasMeant()
    {
        PlanException refused = Assert.Throws<PlanException>(() => Read(plan =>
        {
            Effect(plan)["parameters"]!.AsObject().Remove("zoomTo");
            Effect(plan)["parameters"]!["zoomT"] = 2;
            Effect(plan)["parameterKinds"] = new JsonArray("number", "focus", "choice", "number");
        }));
        Assert.EndsWith("parameters.zoomT: is no parameter of kenburns; did you mean \"zoomTo\"?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IsEdited_OfPlans_IsTrueOnlyOfThoseWhoseKeysAreOthers()
    {
        Assert.False(PlanJson.IsEdited(PlanJson.Write(Made)));
        Assert.True(PlanJson.IsEdited(Edit(plan => Effect(plan)["parameters"]!["zoomTo"] = 1.5)));
        Assert.False(PlanJson.IsEdited(Edit(plan => plan["planVersion"] = 1)));
        Assert.False(PlanJson.IsEdited("{ half a pl"));
    }

    private static GivenPlan Read(Action<JsonNode> edit) => GivenPlan.Read(Edit(edit), Auto.BuiltIn, Literal.Options.EncoderLibrary, Literal.Options.HostAssemblies);

    private static string Edit(Action<JsonNode> edit)
    {
        JsonNode plan = JsonNode.Parse(PlanJson.Write(Made))!;
        edit(plan);
        return plan.ToJsonString();
    }

    private static JsonNode Effect(JsonNode plan) => plan["segments"]![0]!["effects"]![0]!;
}
