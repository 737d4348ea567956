using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Sources;

public class PictureFactsTests
{
    private static readonly FrameRate Rate = new(30, 1);

    // Segment s0 asks for its subject, s1 does not.
    private static readonly RenderProject Project = Asking(Literal.Project(Rate, 4, 4));

    [Fact]
    public void Facts_WrittenAndRead_AreTheSame()
    {
        string text = FactsJson.Write(SomeFacts.Full);
        PictureFacts read = FactsJson.Read(text);

        Assert.Equal(text, FactsJson.Write(read));
        Assert.Equal(SomeFacts.Full.Subjects.AsEnumerable(), read.Subjects.AsEnumerable());
        Assert.Equal(SomeFacts.Full.Tags.AsEnumerable(), read.Tags.AsEnumerable());
        Assert.Equal((SomeFacts.Full.TextScore, SomeFacts.Full.Mask), (read.TextScore, read.Mask));
        Assert.Null(FactsJson.Read(FactsJson.Write(PictureFacts.None)).Best);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"subjects\":[],\"tags\":[],\"more\":1}")]
    [InlineData("{\"subjects\":[]}")]
    public void Read_OfSomethingElse_IsRefused(string text) => Assert.Throws<PlanException>(() => FactsJson.Read(text));

    [Fact]
    public void Rounded_OfAnyNumbers_HasFourDecimalsAndStaysInThePicture()
    {
        var exact = new Subject("a", 2 / 3.0, SubjectSource.Yolo, new PictureBox(1 / 3.0, 0.99999, 0.1, 0.00001), new PicturePoint(1 / 7.0, 0.99999), 1 / 9.0);
        Subject rounded = new PictureFacts([exact], []).Rounded().Subjects[0];

        Assert.Equal((0.6667, 0.1111), (rounded.Score, rounded.TextScore));
        Assert.Equal(new PictureBox(0.3333, 1, 0.1, 0), rounded.Box);
        Assert.Equal(new PicturePoint(0.1429, 1), rounded.Center);
    }

    [Fact]
    public void Key_WithTheSubjectMoved_ChangesOnlyWhereAnEffectAsks()
    {
        RenderPlan plan = Plan(SomeFacts.At(0.2, 0.3), SomeFacts.At(0.2, 0.3));
        RenderPlan moved = Plan(SomeFacts.At(0.25, 0.3), SomeFacts.At(0.9, 0.9));

        Assert.NotEqual(plan.Chunks[0].Key, moved.Chunks[0].Key);
        Assert.Equal(plan.Chunks[1].Key, moved.Chunks[1].Key);
    }

    [Fact]
    public void Changes_WithTheSubjectMoved_NameTheEffectThatIsTold()
    {
        RenderPlan now = Plan(SomeFacts.At(0.25, 0.3), SomeFacts.At(0.9, 0.9));
        LastPlan before = LastPlan.Read(PlanJson.Write(Plan(SomeFacts.At(0.2, 0.3), SomeFacts.At(0.1, 0.1))));

        string change = Assert.Single(before.ChangesOf(now, now.Chunks[0]));
        Assert.StartsWith("segment \"s0\": effect kenburns's subject", change, StringComparison.Ordinal);
        Assert.Empty(before.ChangesOf(now, now.Chunks[1]));
    }

    [Fact]
    public void Key_WithFactsThatNoEffectIsTold_Stays()
    {
        PictureFacts facts = SomeFacts.At(0.2, 0.3);
        RenderPlan more = Plan(
            facts with { Subjects = [facts.Subjects[0] with { Label = "dog", Score = 0.5, Box = default }, .. SomeFacts.Full.Subjects], Tags = SomeFacts.Full.Tags, Mask = SomeFacts.Full.Mask },
            null);

        Assert.Equal(Plan(facts, null).Chunks.AsEnumerable(), more.Chunks.AsEnumerable());
        Assert.Contains("\"beach", PlanJson.Write(more), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_WithoutASubject_IsThatOfNoFacts()
        => Assert.Equal(Plan(null, null).Chunks.AsEnumerable(), Plan(PictureFacts.None, null).Chunks.AsEnumerable());

    [Fact]
    public void Segment_WithFocusOnTheSubjectOfAPicture_Asks()
    {
        Assert.Equal([true, false], Project.Segments.Select(s => s.AsksForSubjects()));
        Assert.False((Project.Segments[0] with { Source = new ProjectSource.Color(new RgbColor(1, 2, 3), default) }).AsksForSubjects());
    }

    [Fact]
    public void SubjectFor_EffectsOfASegment_OnlyThoseThatAskAreTold()
    {
        PlannedSegment segment = Plan(SomeFacts.At(0.2, 0.3), SomeFacts.At(0.2, 0.3)).Segments[0];

        Assert.Equal([new PicturePoint(0.2, 0.3), null], segment.Effects.Select(segment.SubjectFor));
    }

    [Fact]
    public void Place_ThatIsTheSubject_AsksForSubjects()
    {
        ProjectSegment segment = Project.Segments[0];
        Assert.True(Looking(PicturePlace.Subject).AsksForSubjects());
        Assert.False(Looking(PicturePlace.At(0, 1)).AsksForSubjects());

        ProjectSegment Looking(PicturePlace place) => segment with { Effects = [segment.Effects[0] with { Parameters = [new("to", new ParameterValue.Place(place))] }] };
    }

    private static RenderPlan Plan(PictureFacts? first, PictureFacts? second)
    {
        var facts = new Dictionary<string, PictureFacts>();
        if (first is not null) facts.Add("s0", first);
        if (second is not null) facts.Add("s1", second);
        return RenderPlanner.Plan(Project, Literal.Pictures(Project), Literal.Options, facts);
    }

    private static RenderProject Asking(RenderProject project)
    {
        ProjectSegment first = project.Segments[0];
        ProjectEffect zoom = first.Effects[0] with { Parameters = [new("focus", new ParameterValue.Focus(FocusPoint.Subject))] };
        return project with { Segments = project.Segments.SetItem(0, first with { Effects = [zoom, first.Effects[1]] }) };
    }
}
