using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Choosing;

public class EffectPlannerTests
{
    private static readonly PictureBox Middle = new(0.45, 0.45, 0.1, 0.1);

    [Fact]
    public void Plan_OfTheSame_HasTheSameBytesAndCanBeReadBack()
    {
        static string Text() => PlanJson.Write(new Auto().Add(text: "City", box: Middle).Add(text: "Forest").Plan());
        Assert.Equal(Text(), Text());
        Assert.Equal(Text(), PlanJson.Write(PlanJson.Read(Text())));
        Assert.Contains("\"reason\": \"zoom in at the subject", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_OfAnEffect_IsNoPartOfAKey()
    {
        var auto = new Auto();
        RenderProject planned = auto.Add(box: Middle).Planned();
        RenderProject silent = planned with { Segments = [.. planned.Segments.Select(s => s with { Effects = [.. s.Effects.Select(e => e with { Reason = null })] })] };
        var pictures = Literal.Pictures(planned);
        Assert.Equal(
            RenderPlanner.Plan(silent, pictures, Literal.Options).Chunks.Select(c => c.Key), RenderPlanner.Plan(planned, pictures, Literal.Options).Chunks.Select(c => c.Key));
    }

    [Fact]
    public void Plan_OfAllThatIsChosen_HasAReasonForEach()
        => Assert.All(
            new Auto().Add(text: "City", box: Middle).Add(tags: ["snow"]).Planned().Segments.SelectMany(s => s.Effects),
            e => Assert.False(string.IsNullOrWhiteSpace(e.Reason)));

    [Fact]
    public void Plan_OfSegmentsThatNameTheirEffects_LeavesThem()
    {
        RenderProject project = Literal.Project(new FrameRate(30, 1), 4, 4);
        Assert.False(EffectPlanner.IsAsked(project));
        Assert.Equal(project.Segments.Select(s => s.Effects), EffectPlanner.Plan(project, Literal.Pictures(project), null, Auto.BuiltIn).Segments.Select(s => s.Effects));
    }

    [Theory]
    [InlineData("kenburns")]
    [InlineData("grade")]
    [InlineData("vignette")]
    [InlineData("fade")]
    public void Plan_WithoutAnEffect_ChoosesTheOthers(string missing)
    {
        RenderProject planned = new Auto { Loaded = [.. Auto.BuiltIn.Where(e => e.Id != missing)] }.Add(text: "City", box: Middle).Planned();
        Assert.Equal(new[] { "kenburns", "grade", "vignette", "fade" }.Where(e => e != missing), planned.Segments[0].Effects.Select(e => e.Descriptor.Id));
    }

    [Fact]
    public void Plan_WithoutAnyEffect_IsEmpty() => Assert.Empty(new Auto { Loaded = [] }.Add(box: Middle).Planned().Segments[0].Effects);

    [Fact]
    public void Plan_WithSomeoneElsesEffectOfTheName_StaysWithinItsRangesOrLeavesItOut()
    {
        EffectDescriptor narrow = Auto.BuiltIn[0] with { Parameters = [Auto.Number("zoomFrom", 1, 1, 1.01), Auto.Number("zoomTo", 1, 1, 1.05), .. Auto.BuiltIn[0].Parameters[2..]] };
        Assert.Equal((1, 1.05), new Auto { Loaded = [narrow] }.Add(box: Middle).Zooms()[0]);

        EffectDescriptor other = Auto.Descriptor("fade", PixelAccess.Point, Auto.Number("amount", 0, 0, 1));
        EffectDescriptor wanting = Auto.BuiltIn[1] with { Parameters = [.. Auto.BuiltIn[1].Parameters, Auto.Other("table", ParameterKind.Text, null)] };
        Assert.Empty(new Auto { Loaded = [other, wanting] }.Add(text: "City").Planned().Segments[0].Effects);
    }

    [Fact]
    public void Plan_WhereNobodyLooked_IsMadeAllTheSame()
        => Assert.Equal(["kenburns", "fade"], new Auto { HasFacts = false }.Add(box: Middle).Planned().Segments[0].Effects.Select(e => e.Descriptor.Id));

    [Fact]
    public void AsksForSubjects_OfASegmentLeftToThePlanner_IsTrueForPictures()
    {
        Assert.True(new Auto().Add().Project().Segments[0].AsksForSubjects());
        Assert.False(new Auto().Add().Change(s => s with { Source = new ProjectSource.Color(default, default) }).Project().Segments[0].AsksForSubjects());
    }
}
