using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests;

public class RenderPlannerTests
{
    private static readonly FrameRate Rate = new(30, 1);

    // Chunk 0 is s0, chunk 1 is s1, chunks 2 and 3 are the halves of s2.
    private static readonly RenderProject Project = Literal.Project(Rate, 4, 4, 8);

    public static TheoryData<string> Inputs => [.. Changes.Keys];

    /// <summary>Everything that decides the bytes of the first chunk, each changed alone.</summary>
    private static readonly Dictionary<string, Func<RenderPlan>> Changes = new()
    {
        ["crf"] = () => Literal.Plan(Project with { Output = Project.Output with { Crf = 24 } }),
        ["profile"] = () => Literal.Plan(Project with { Output = Project.Output with { Profile = OutputProfile.Delivery } }),
        ["width"] = () => Literal.Plan(Project with { Output = Project.Output with { Width = 642 } }),
        ["height"] = () => Literal.Plan(Project with { Output = Project.Output with { Height = 362 } }),
        ["fps"] = () => Literal.Plan(Project with { Output = Project.Output with { Rate = Literal.Ntsc } }),
        ["threads"] = () => Literal.Plan(Project, Literal.Options with { EncoderThreads = 3 }),
        ["library"] = () => Literal.Plan(Project, Literal.Options with { EncoderLibrary = "libavcodec 60" }),
        ["host's kernels"] = () => Literal.Plan(Project, Literal.Options with { HostAssemblies = Literal.Options.HostAssemblies.SetItem(0, new("Host.Kernels", "kernels 2")) }),
        ["host's Sdk"] = () => Literal.Plan(Project, Literal.Options with { HostAssemblies = Literal.Options.HostAssemblies.SetItem(1, new("Host.Sdk", "sdk 2")) }),
        ["an assembly of the host more"] = () => Literal.Plan(Project, Literal.Options with { HostAssemblies = Literal.Options.HostAssemblies.Add(new("Host.Store", "store 1")) }),
        ["chunk split"] = () => Literal.Plan(Project, Literal.Options with { ChunkSeconds = 2 }),
        ["picture's content"] = () => Plan(p => p with { Sha256 = "another" }),
        ["picture's color library"] = () => Plan(p => p with { ColorLibrary = "lcms2 2.14" }),
        ["picture's size"] = () => Plan(p => p with { Width = 3000, Height = 4000 }),
        ["color for a picture"] = () => First(s => s with { Source = new ProjectSource.Color(new RgbColor(1, 2, 3), default) }),
        ["duration"] = () => First(s => s with { Duration = 4.1m }),
        ["id"] = () => First(s => s with { Id = "other" }),
        ["an effect less"] = () => First(s => s with { Effects = s.Effects[..1] }),
        ["order of effects"] = () => First(s => s with { Effects = [s.Effects[1], s.Effects[0]] }),
        ["parameter"] = () => Effect(e => e with { Parameters = e.Parameters.SetItem(0, new("zoomTo", new ParameterValue.Number(1.2500000000000002))) }),
        ["focus"] = () => Effect(e => e with { Parameters = e.Parameters.SetItem(1, new("focus", new ParameterValue.Focus(FocusPoint.Center))) }),
        ["plugin's content"] = () => Effect(e => e with { Descriptor = e.Descriptor with { PluginHash = "another" } }),
        ["effect's version"] = () => Effect(e => e with { Descriptor = e.Descriptor with { Version = "1.0.1" } }),
        ["effect"] = () => Effect(e => e with { Descriptor = e.Descriptor with { Id = "pan" } }),
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Key_WithAnInputChanged_Changes(string input)
        => Assert.NotEqual(Literal.Plan(Project).Chunks[0].Key, Changes[input]().Chunks[0].Key);

    [Fact]
    public void Key_OfEveryChange_IsItsOwn()
        => Assert.Equal(Changes.Count, Changes.Values.Select(change => change().Chunks[0].Key).Distinct().Count());

    [Fact]
    public void Key_OfOtherChunks_StaysWhenOneSegmentChanges()
    {
        string[] before = Keys(Literal.Plan(Project));
        string[] after = Keys(First(s => s with { Effects = [] }));
        Assert.Equal(before[1..], after[1..]);
        Assert.NotEqual(before[0], after[0]);
    }

    [Fact]
    public void Key_WithAnEarlierSegmentShortened_Stays()
        => Assert.Equal(Keys(Literal.Plan(Project))[1..], Keys(First(s => s with { Duration = 3.5m }))[1..]);

    [Fact]
    public void Key_WithASegmentInsertedBefore_Stays()
        => Assert.Equal(
            Keys(Literal.Plan(Project)),
            Keys(Literal.Plan(Project with { Segments = Project.Segments.Insert(0, Literal.Segment("new", 4)) }))[1..]);

    [Fact]
    public void Key_WithAPictureRenamed_Stays()
    {
        RenderPlan renamed = First(
            s => s with { Source = new ProjectSource.Image("moved/b.jpg", "/project/moved/b.jpg", default) },
            pictures => pictures["/project/moved/b.jpg"] = pictures["/project/s0.jpg"]);
        Assert.Equal(Keys(Literal.Plan(Project)), Keys(renamed));
        Assert.Contains("\"moved/b.jpg\"", PlanJson.Write(renamed), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WithWhatNoFrameShows_IsTheSame()
    {
        RenderPlan other = RenderPlanner.Plan(
            Project with
            {
                File = "elsewhere/q.json",
                Folder = "/elsewhere",
                Name = "q",
                Segments = [.. Project.Segments.Select(s => s with { Text = "other words", Position = new TextPosition(9, 9) })],
            },
            Literal.Pictures(Project), Literal.Options);
        Assert.Equal(PlanJson.Write(Literal.Plan(Project)), PlanJson.Write(other));
    }

    [Fact]
    public void Keys_OfTheHalvesOfASegment_Differ()
    {
        RenderPlan plan = Literal.Plan(Project);
        Assert.Equal([(0, 120), (120, 120), (240, 120), (360, 120)], plan.Chunks.Select(c => (c.FirstFrame, c.FrameCount)));
        Assert.Equal(4, Keys(plan).Distinct().Count());
        Assert.All(Keys(plan), key => Assert.Matches("^[0-9a-f]{64}$", key));
    }

    [Fact]
    public void Plan_WithTheHostsAssembliesInAnotherOrder_IsTheSame()
        => Assert.Equal(
            PlanJson.Write(Literal.Plan(Project)),
            PlanJson.Write(Literal.Plan(Project, Literal.Options with { HostAssemblies = [.. Literal.Options.HostAssemblies.Reverse()] })));

    [Fact]
    public void Sequential_AfterAChangeOfTheHost_HasAnotherKey()
    {
        EncoderSettings encoder = EncoderSettings.Nvenc(OutputProfile.Draft, 23, "libavcodec");
        PlanOptions changed = Literal.Options with { HostAssemblies = [new("Host.Kernels", "kernels 2")] };
        Assert.NotEqual(
            Keys(RenderPlanner.Sequential(Literal.Plan(Project), encoder)), Keys(RenderPlanner.Sequential(Literal.Plan(Project, changed), encoder)));
    }

    [Fact]
    public void Seeds_OfEffects_DifferBetweenSegmentsAndPlaces()
        => Assert.Equal(6, Literal.Plan(Project).Segments.SelectMany(s => s.Effects).Select(e => e.Seed).Distinct().Count());

    [Fact]
    public void Plan_AtNtscRate_CoversTheTimeline()
    {
        RenderPlan plan = Literal.Plan(Literal.Project(Literal.Ntsc, 10, 0.1m, 33.3m), Literal.Options with { ChunkSeconds = null });
        Assert.Equal(1301, plan.FrameCount);
        Assert.Equal(plan.FrameCount, plan.Segments.Sum(s => s.FrameCount));
        Assert.Equal(plan.FrameCount, plan.Chunks.Sum(c => c.FrameCount));
        Assert.Equal(Enumerable.Range(0, plan.Chunks.Length), plan.Chunks.Select(c => c.Index));
        Assert.All(plan.Chunks, c => Assert.NotEmpty(plan.SegmentsOf(c)));
    }

    [Fact]
    public void Plan_OfATenthOfASecond_IsOneChunk()
    {
        PlannedChunk only = Assert.Single(Literal.Plan(Literal.Project(Rate, 0.1m)).Chunks);
        Assert.Equal((0, 3), (only.FirstFrame, only.FrameCount));
    }

    [Fact]
    public void Sequential_OfAPlan_IsOneChunkOfTheOtherEncoder()
    {
        RenderPlan plan = Literal.Plan(Project);
        RenderPlan sequential = RenderPlanner.Sequential(plan, EncoderSettings.Nvenc(OutputProfile.Draft, 23, "libavcodec"));
        PlannedChunk only = Assert.Single(sequential.Chunks);
        Assert.Equal((0, 480), (only.FirstFrame, only.FrameCount));
        Assert.Equal("h264_nvenc", sequential.Encoder.Codec);
        Assert.DoesNotContain(only.Key, Keys(plan));
    }

    [Fact]
    public void Plan_ThatNamesAColorLibrary_IsReadAsItWasWritten()
    {
        RenderPlan plan = Changes["picture's color library"]();
        Assert.Contains("\"colorLibrary\": \"lcms2 2.14\"", PlanJson.Write(plan), StringComparison.Ordinal);
        // The literal plan's hashes are words, which no plan that is read may have.
        string text = Regex.Replace(PlanJson.Write(plan), "\"[^\"]*hash[^\"]*\"", $"\"{new string('a', 64)}\"");
        Assert.Equal("lcms2 2.14", ((PlannedSource.Picture)PlanJson.ReadEdited(System.Text.Encoding.UTF8.GetBytes(text)).Segments[0].Source).Info.ColorLibrary);
        Assert.Equal(Keys(Literal.Plan(Project))[1..], Keys(plan)[1..]);
    }

    private static string[] Keys(RenderPlan plan) => [.. plan.Chunks.Select(c => c.Key)];

    private static RenderPlan First(Func<ProjectSegment, ProjectSegment> change, Action<Dictionary<string, PictureInfo>>? more = null)
    {
        Dictionary<string, PictureInfo> pictures = Literal.Pictures(Project);
        more?.Invoke(pictures);
        return RenderPlanner.Plan(Project with { Segments = Project.Segments.SetItem(0, change(Project.Segments[0])) }, pictures, Literal.Options);
    }

    private static RenderPlan Effect(Func<ProjectEffect, ProjectEffect> change)
        => First(s => s with { Effects = s.Effects.SetItem(0, change(s.Effects[0])) });

    private static RenderPlan Plan(Func<PictureInfo, PictureInfo> change)
        => First(s => s, pictures => pictures["/project/s0.jpg"] = change(pictures["/project/s0.jpg"]));
}
