using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Explaining;

public class LastPlanTests
{
    private static readonly RenderProject Project = Literal.Project(new FrameRate(30, 1), 4, 4, 4);

    [Fact]
    public void ChangesOf_TheSamePlan_AreNone()
    {
        RenderPlan plan = Literal.Plan(Project);
        LastPlan last = LastPlan.Read(PlanJson.Write(plan));
        Assert.All(plan.Chunks, c => Assert.Equal((true, 0), (last.Has(c), last.ChangesOf(plan, c).Length)));
    }

    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "parameter", "segment \"s1\": grade.contrast: 1.1 -> 1.3" },
        { "moreParameters", "segment \"s1\": grade.lift: (none) -> true" },
        { "focus", "segment \"s1\": kenburns.focus: [0.25,0.5] -> center" },
        { "effects", "segment \"s1\": effects: kenburns, grade -> grade" },
        { "version", "segment \"s1\": effect grade's version: 1.0.0 -> 2.0.0" },
        { "plugin", "plugin Effects.Test, which has effect grade: its files are others" },
        { "content", "segment \"s1\": the content of s1.jpg is another (SHA-256 hash of  -> 00000000)" },
        { "picture", "segment \"s1\": the source: s1.jpg -> other.jpg" },
        { "color", "segment \"s1\": the source: s1.jpg -> #102030" },
        { "duration", "segment \"s1\": duration in frames: 120 -> 90" },
        { "new", "segment \"again\" is new" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangesOf_OneSegmentChanged_NamesItInItsChunkOnly(string change, string expected)
    {
        RenderPlan plan = Change(change);
        LastPlan last = LastPlan.Read(PlanJson.Write(Literal.Plan(Project)));
        Assert.Equal([expected], last.ChangesOf(plan, plan.Chunks[1]).ToArray());
        Assert.Empty(last.ChangesOf(plan, plan.Chunks[0]));
        Assert.Empty(last.ChangesOf(plan, plan.Chunks[2]));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void ChangesTo_APlanWithOneSegmentChanged_NamesIt(string change, string expected)
        => Assert.Contains(expected, LastPlan.Read(PlanJson.Write(Literal.Plan(Project))).ChangesTo(Change(change)));

    [Fact]
    public void ChangesTo_ThePlanOfAReorderedProject_NamesWhatIsGoneNewAndMoved()
    {
        RenderProject other = Project with { Segments = [Project.Segments[2], Project.Segments[0], Literal.Segment("more", 4), Literal.Segment("most", 4)] };
        LastPlan last = LastPlan.Read(PlanJson.Write(Literal.Plan(Project)));
        Assert.Empty(last.ChangesTo(Literal.Plan(Project)));
        Assert.Equal(
            ["segment \"more\" is new", "segment \"most\" is new", "segment \"s1\" is gone", "the order of the segments", "chunks: 3 -> 4"],
            last.ChangesTo(Literal.Plan(other)).ToArray());
    }

    [Fact]
    public void ChangesOf_WhatConcernsEveryChunk_NamesAllOfIt()
    {
        RenderProject project = Project with { Output = Project.Output with { Width = 1280, Rate = new FrameRate(25, 1), Crf = 20, Profile = OutputProfile.Delivery } };
        RenderPlan plan = Literal.Plan(project, Literal.Options with { EncoderThreads = 4, EncoderLibrary = "libavcodec 60", HostAssemblies = [new("Host.Kernels", "kernels 2"), new("Host.Sdk", "sdk 1")] });
        Assert.Equal(
            [
                "the output's width: 640 -> 1280", "the output's fps: 30 -> 25", "the encoding libraries: libavcodec 59.37.100 -> libavcodec 60",
                "the encoder's threads (--threads-per-worker): 2 -> 4", "encoder option preset: ultrafast -> fast", "encoder option profile: baseline -> high",
                "encoder option crf: 23 -> 20", "Host.Kernels was built from other sources", "segment \"s2\": duration in frames: 120 -> 100",
            ],
            LastPlan.Read(PlanJson.Write(Literal.Plan(Project))).ChangesOf(plan, plan.Chunks[2]).ToArray());
    }

    [Fact]
    public void ChangesOf_OtherChunkSeconds_AreItsBoundaries()
    {
        RenderPlan plan = Literal.Plan(Project, Literal.Options with { ChunkSeconds = 8 });
        string change = Assert.Single(LastPlan.Read(PlanJson.Write(Literal.Plan(Project))).ChangesOf(plan, plan.Chunks[0]));
        Assert.StartsWith("the chunk's boundaries: another --chunk-seconds, or", change, StringComparison.Ordinal);
    }

    // A segment before it makes a chunk move, but not change.
    [Fact]
    public void ChangesOf_AChunkThatOnlyMoved_AreNone()
    {
        RenderPlan plan = Literal.Plan(Project with { Segments = [Literal.Segment("first", 4), .. Project.Segments] });
        LastPlan last = LastPlan.Read(PlanJson.Write(Literal.Plan(Project)));
        Assert.Equal(["segment \"first\" is new"], last.ChangesOf(plan, plan.Chunks[0]).ToArray());
        Assert.All(plan.Chunks.Skip(1), c => Assert.Empty(last.ChangesOf(plan, c)));
    }

    [Theory]
    [InlineData("", "is no plan")]
    [InlineData("{}", "is no plan")]
    [InlineData("[1]", "is no plan")]
    [InlineData("{ \"planVersion\": 3 }", "is no plan")]
    [InlineData("{ \"planVersion\": 1 }", "is 1, and this program compares")]
    public void Read_WhatIsNoPlan_SaysSo(string text, string expected)
        => Assert.Contains(expected, Assert.Throws<PlanException>(() => LastPlan.Read(text)).Message, StringComparison.Ordinal);

    private static RenderPlan Change(string what)
    {
        ProjectSegment old = Project.Segments[1];
        ProjectEffect grade = old.Effects[1];
        ProjectSegment changed = what switch
        {
            "parameter" => With(grade with { Parameters = [new("contrast", new ParameterValue.Number(1.3))] }),
            "moreParameters" => With(grade with { Parameters = [.. grade.Parameters, new("lift", new ParameterValue.Boolean(true))] }),
            "focus" => old with { Effects = [old.Effects[0] with { Parameters = [old.Effects[0].Parameters[0], new("focus", new ParameterValue.Focus(FocusPoint.Center))] }, grade] },
            "effects" => old with { Effects = [grade] },
            "version" => With(grade with { Descriptor = grade.Descriptor with { Version = "2.0.0" } }),
            "plugin" => With(grade with { Descriptor = grade.Descriptor with { PluginHash = "another" } }),
            "picture" => old with { Source = new ProjectSource.Image("other.jpg", "/project/other.jpg", default) },
            "color" => old with { Source = new ProjectSource.Color(new RgbColor(0x10, 0x20, 0x30), default) },
            "duration" => old with { Duration = 3 },
            "new" => old with { Id = "again" },
            _ => old,
        };
        RenderProject project = Project with { Segments = [Project.Segments[0], changed, Project.Segments[2]] };
        Dictionary<string, PictureInfo> pictures = Literal.Pictures(project);
        if (what == "content") pictures["/project/s1.jpg"] = new PictureInfo(4000, 3000, "0000000000");
        return RenderPlanner.Plan(project, pictures, Literal.Options);

        ProjectSegment With(ProjectEffect second) => old with { Effects = [old.Effects[0], second] };
    }
}
