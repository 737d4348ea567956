using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Sources;

/// <summary>Masks in plans: segment s0 has an effect that uses one, s1 has none.</summary>
public class PlannedMaskTests
{
    private const string Hash = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private static readonly RenderProject Project = WithBokeh(Literal.Project(new FrameRate(30, 1), 4, 4));

    [Fact]
    public void AsksForSubjects_WithAnEffectThatUsesTheMask_IsTrue()
    {
        Assert.Equal([true, false], Project.Segments.Select(s => s.AsksForSubjects()));
        Assert.Equal([true, false], Project.Segments.Select(s => s.MayUseMask()));
        Assert.False((Project.Segments[0] with { Source = new ProjectSource.Color(default, default) }).MayUseMask());
    }

    [Fact]
    public void Plan_WithAMask_HasItsSamplesOnlyWhereTheyAreUsed()
    {
        RenderPlan plan = Plan(Facts(1), Facts(1));

        Assert.Equal([true, false], plan.Segments.Select(s => ((PlannedSource.Picture)s.Source).Facts!.MaskSamples is not null));
        Assert.Equal([false, false, true], plan.Segments[0].Effects.Select(e => plan.Segments[0].MaskFor(e) is not null));
        Assert.Equal(PlanJson.Write(Plan(Facts(1), Facts(1) with { MaskSamples = null })), PlanJson.Write(plan));
    }

    [Fact]
    public void Key_WithAnotherMask_ChangesOnlyWhereAnEffectUsesIt()
    {
        RenderPlan plan = Plan(Facts(1), Facts(1)), other = Plan(Facts(2), Facts(2)), narrow = Plan(Facts(1, width: 2), Facts(1)), none = Plan(PictureFacts.None, PictureFacts.None);

        Assert.Equal(4, new[] { plan, other, narrow, none }.Select(p => p.Chunks[0].Key).Distinct().Count());
        Assert.Single(new[] { plan, other, narrow, none }.Select(p => p.Chunks[1].Key).Distinct());
        PictureFacts told = Facts(1) with { Tags = SomeFacts.Full.Tags, Subjects = SomeFacts.Full.Subjects };
        Assert.Equal(plan.Chunks.AsEnumerable(), Plan(told, told).Chunks.AsEnumerable());
    }

    [Fact]
    public void Changes_WithAnotherMask_NameTheEffectThatUsesIt()
    {
        RenderPlan now = Plan(Facts(2), Facts(2));
        LastPlan before = LastPlan.Read(PlanJson.Write(Plan(Facts(1), Facts(1))));

        Assert.StartsWith("segment \"s0\": effect bokeh's mask", Assert.Single(before.ChangesOf(now, now.Chunks[0])), StringComparison.Ordinal);
        Assert.Empty(before.ChangesOf(now, now.Chunks[1]));
    }

    [Fact]
    public void Read_OfAPlanWithAMask_GivesTheSamePlan()
    {
        string text = PlanJson.Write(Plan(Facts(1), null));
        RenderPlan read = PlanJson.Read(text);

        Assert.Equal(text, PlanJson.Write(read));
        Assert.Equal(Samples(1), ((PlannedSource.Picture)read.Segments[0].Source).Facts!.MaskSamples!.Unpack(read.Segments[0].MaskFor(read.Segments[0].Effects[2])!));
        Assert.Equal(text, PlanJson.Write(PlanJson.ReadEdited(text)));
    }

    [Fact]
    public void Write_WithoutAnEffectThatUsesTheMask_SaysNothingOfIt()
    {
        RenderProject plain = Literal.Project(new FrameRate(30, 1), 4);
        string text = PlanJson.Write(RenderPlanner.Plan(plain, Pictures(plain), Literal.Options, new Dictionary<string, PictureFacts> { ["s0"] = Facts(1) }));

        Assert.DoesNotContain("usesSubjectMask", text, StringComparison.Ordinal);
        Assert.DoesNotContain("samples", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("samples", "$.segments[0].source.facts.mask.samples", "are not the 4x3 samples with SHA-256 ")]
    [InlineData("no Base64", "$.segments[0].source.facts.mask.samples", "is \"***\", not Base64")]
    [InlineData("samples gone", "$.segments[0].effects[2]", "is bokeh, which uses the subject's mask 4x3 with SHA-256 ")]
    [InlineData("size", "$.segments[0].source.facts.mask.samples", "are not the 3x3 samples with SHA-256 ")]
    [InlineData("told", "$.segments[0].effects[2].mask", "is 4x2 with SHA-256 ")]
    [InlineData("told gone", "$.segments[0].effects[2].mask", "is missing")]
    [InlineData("false", "$.segments[0].effects[2].usesSubjectMask", "is false, not true, or left out")]
    [InlineData("use gone", "$.segments[0].effects[2].mask", "is 4x3 with SHA-256 ")]
    public void Read_OfADamagedMask_IsRefusedThere(string damage, string path, string problem)
    {
        JsonNode plan = JsonNode.Parse(PlanJson.Write(Plan(Facts(1), null)))!;
        JsonObject mask = plan["segments"]![0]!["source"]!["facts"]!["mask"]!.AsObject(), effect = plan["segments"]![0]!["effects"]![2]!.AsObject();
        switch (damage)
        {
            case "samples": mask["samples"] = Convert.ToBase64String(MaskSamples.Of(Samples(2)).Packed); break;
            case "no Base64": mask["samples"] = "***"; break;
            case "samples gone": mask.Remove("samples"); break;
            case "size": mask["width"] = 3; break;
            case "told": effect["mask"]!["height"] = 2; break;
            case "told gone": effect.Remove("mask"); break;
            case "false": effect["usesSubjectMask"] = false; break;
            default: effect.Remove("usesSubjectMask"); break;
        }

        PlanException e = Assert.Throws<PlanException>(() => PlanJson.Read(plan.ToJsonString()));
        Assert.Equal(path, e.Path);
        Assert.StartsWith(problem, e.Problem, StringComparison.Ordinal);
    }

    // The effect that is loaded says whether it uses the mask, whatever the plan claims.
    [Fact]
    public void GivenPlan_WithoutTheSamplesThatTheLoadedEffectUses_IsRefused()
    {
        JsonNode plan = JsonNode.Parse(PlanJson.Write(Plan(Facts(1), null)))!;
        plan["segments"]![0]!["source"]!["facts"]!["mask"]!.AsObject().Remove("samples");
        JsonObject effect = plan["segments"]![0]!["effects"]![2]!.AsObject();
        effect.Remove("usesSubjectMask");
        effect.Remove("mask");
        EffectDescriptor[] loaded = [.. Project.Segments.SelectMany(s => s.Effects).Select(e => e.Descriptor).DistinctBy(d => d.Id)];
        EffectDescriptor[] bare = [.. loaded.Select(d => d with { Parameters = [], PluginHash = Hash })];
        foreach (JsonNode? any in plan["segments"]!.AsArray().SelectMany(s => s!["effects"]!.AsArray())) (any!["parameters"], any["parameterKinds"]) = (new JsonObject(), new JsonArray());

        PlanException e = Assert.Throws<PlanException>(() => GivenPlan.Read(plan.ToJsonString(), bare, "libavcodec 59.37.100", Literal.Options.HostAssemblies));
        Assert.Equal("$.segments[0].effects[2]", e.Path);
        Assert.EndsWith("facts.mask has no samples; plan the project again", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Samples(byte level) => [.. Enumerable.Range(0, 12).Select(i => (byte)(i < 6 ? level : 200 + i))];

    private static PictureFacts Facts(byte level, int width = 4)
    {
        byte[] samples = Samples(level);
        return SomeFacts.At(0.5, 0.5) with
        {
            Mask = new MaskReference(width, 12 / width, Convert.ToHexStringLower(SHA256.HashData(samples))),
            MaskSamples = MaskSamples.Of(samples),
        };
    }

    private static RenderPlan Plan(PictureFacts? first, PictureFacts? second)
    {
        var facts = new Dictionary<string, PictureFacts>();
        if (first is not null) facts.Add("s0", first);
        if (second is not null) facts.Add("s1", second);
        return RenderPlanner.Plan(Project, Pictures(Project), Literal.Options, facts);
    }

    // Hashes that a plan can be read with.
    private static Dictionary<string, PictureInfo> Pictures(RenderProject project)
        => Literal.Pictures(project).ToDictionary(p => p.Key, p => p.Value with { Sha256 = new string('c', 64) });

    private static RenderProject WithBokeh(RenderProject project)
    {
        ProjectSegment[] segments = [.. project.Segments.Select(s => s with { Effects = [.. s.Effects.Select(Readable)] })];
        ProjectEffect bokeh = Readable(Literal.Effect("bokeh", PixelAccess.Neighborhood));
        segments[0] = segments[0] with { Effects = [.. segments[0].Effects, bokeh with { Descriptor = bokeh.Descriptor with { UsesSubjectMask = true } }] };
        return project with { Segments = [.. segments] };
    }

    private static ProjectEffect Readable(ProjectEffect effect) => effect with { Descriptor = effect.Descriptor with { PluginHash = Hash } };
}
