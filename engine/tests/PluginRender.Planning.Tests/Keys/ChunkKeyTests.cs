using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Keys;

/// <summary>An edit that changes no pixel renders nothing.</summary>
public class ChunkKeyTests
{
    private static readonly FrameRate Rate = new(30, 1);
    private static readonly ProjectEffect Zoom = Literal.Effect("kenburns", PixelAccess.Source, new NamedValue("zoomTo", new ParameterValue.Number(1.25)));
    private static readonly ProjectEffect Fade = Literal.Effect("fade", PixelAccess.Point, new NamedValue("in", new ParameterValue.Number(1)));

    public static TheoryData<string, string, string> Same { get; } = new()
    {
        { "a still segment is renamed", "a#1:2 b#2:2", "z#1:2 b#2:2" },
        { "still segments exchange their names", "a#1:2 b#2:2", "b#1:2 a#2:2" },
        { "a still picture is renamed", "a@p:2 b#2:2", "z@p:2 b#2:2" },
        { "its file is renamed", "a@p:2 b#2:2", "a@q=p:2 b#2:2" },
        { "a still segment is divided", "a#1:4", "a#1:1 b#1:3" },
        { "a still picture is divided", "a@p:4", "a@p:3 b@p:1" },
        { "still segments are joined", "a#2:1 b#1:1 c#1:2", "a#2:1 b#1:3" },
        { "the boundary between equal ones moves", "a#1:1 b#1:3", "a#1:3 b#1:1" },
        { "equal pictures exchange their places", "a@p:2 b@q=p:2", "b@q=p:2 a@p:2" },
        { "a camera moves over a plain color", "a#1:4", "a#1z:4" },
        { "the neighbor of a segment with effects is renamed", "a#1:2 b@pf:2", "z#1:2 b@pf:2" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Keys_AfterAnEditThatChangesNoPixel_Stay(string edit, string before, string after)
        => Assert.True(Keys(before).SequenceEqual(Keys(after)), edit);

    public static TheoryData<string, string, string> Other { get; } = new()
    {
        { "another color", "a#1:4", "a#2:4" },
        { "another picture", "a@p:4", "a@q:4" },
        { "another place", "a#1:1 b#2:3", "a#1:2 b#2:2" },
        { "another order", "a#1:2 b#2:2", "b#2:2 a#1:2" },
        { "an effect is told its segment's name", "a#1f:4", "z#1f:4" },
        { "an effect is told its segment's duration", "a#1f:2 b#1:2", "a#1f:3 b#1:1" },
        { "equal segments with effects are two", "a#1f:4", "a#1f:2 b#1f:2" },
        { "a camera moves over a picture", "a@p:4", "a@pz:4" },
        { "an effect more", "a#1z:4", "a#1zf:4" },
    };

    [Theory]
    [MemberData(nameof(Other))]
    public void Keys_AfterAnEditThatChangesPixels_Change(string edit, string before, string after)
        => Assert.False(Keys(before).SequenceEqual(Keys(after)), edit);

    [Fact]
    public void Keys_OfAPictureThatStaysForManyChunks_AreOne()
        => Assert.Single(Keys("a@p:60").Distinct());

    [Fact]
    public void Keys_OfAStillPictureThatStaysLonger_AreKnown()
        => Assert.Empty(Keys("a@p:40").Except(Keys("a@p:60")));

    [Fact]
    public void ChangesOf_ARenamedSegmentBesideOneThatChanged_NameOnlyThatOne()
    {
        RenderPlan before = Plan("a#1:2 b@pf:2"), now = Plan("z#1:2 b@pfz:2");
        Assert.Equal(["segment \"b\": effects: fade -> fade, kenburns"], LastPlan.Read(PlanJson.Write(before)).ChangesOf(now, now.Chunks[0]).ToArray());
    }

    // What a worker gets of a plan: the same chunk, whatever else there is.
    [Theory]
    [InlineData("a@p:60")]
    [InlineData("a#1:1 b@pf:2 c@q:3 d#2f:9 e@pzf:1 f#1:30")]
    public void OnlyChunk_OfEachChunk_HasItsKeyAndNoOtherSegments(string segments)
    {
        RenderPlan plan = Plan(segments);
        Assert.All(plan.Chunks, chunk =>
        {
            (RenderPlan only, int index) = RenderPlanner.OnlyChunk(plan, chunk);
            Assert.Equal((chunk.Key, chunk.FrameCount), (only.Chunks[index].Key, only.Chunks[index].FrameCount));
            Assert.Equal(plan.SegmentsOf(chunk).Select(s => s.Id), only.Segments.Select(s => s.Id));
            Assert.Equal(only.FrameCount, only.Segments[^1].EndFrame);
            Assert.Equal(only.FrameCount, only.Chunks[^1].EndFrame);
        });
    }

    private static string[] Keys(string segments) => [.. Plan(segments).Chunks.Select(c => c.Key)];

    /// <summary>
    /// Segments such as <c>ID#1:4</c>, a color for four seconds, and <c>ID@p=qfz:4</c>, the picture p with the content of
    /// q, a fade and a zoom.
    /// </summary>
    private static RenderPlan Plan(string segments)
    {
        ProjectSegment[] read = [.. segments.Split(' ').Select(Segment)];
        Dictionary<string, PictureInfo> pictures = read.Select(s => s.Source).OfType<ProjectSource.Image>().DistinctBy(i => i.AbsolutePath)
            .ToDictionary(i => i.AbsolutePath, i => new PictureInfo(4000, 3000, "content " + i.AbsolutePath[^1]));
        return RenderPlanner.Plan(Literal.Project(Rate, [.. read]), pictures, Literal.Options);
    }

    private static ProjectSegment Segment(string text)
    {
        string[] parts = text.Split(':');
        int named = parts[0].Contains('=', StringComparison.Ordinal) ? 5 : 3;
        string id = parts[0][..1], what = parts[0][2..named], effects = parts[0][named..];
        ProjectSource source = parts[0][1] == '#'
            ? new ProjectSource.Color(new RgbColor((byte)what[0], 2, 3), default)
            : new ProjectSource.Image(what, "/project/" + what, default);
        ImmutableArray<ProjectEffect> chosen = [.. effects.Select(e => e == 'f' ? Fade : Zoom)];
        return new ProjectSegment(id, source, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), null, chosen, default);
    }
}
