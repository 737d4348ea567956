using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Choosing;

public class CameraRuleTests
{
    private static readonly PictureBox Small = new(0.3, 0.4, 0.1, 0.1);

    [Fact]
    public void Move_OfNeighbors_IsInAndOutInTurn()
    {
        var auto = new Auto();
        for (int i = 0; i < 12; i++) auto.Add(box: Small);
        (double From, double To)[] zooms = auto.Zooms();
        Assert.All(zooms.Index(), z => Assert.Equal(z.Index % 2 == 0, z.Item.To > z.Item.From));
        Assert.All(zooms.Zip(zooms.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Move_AfterOneThatTheAuthorGave_GoesTheOtherWay()
    {
        var auto = new Auto();
        var zoomIn = new ProjectEffect(Auto.BuiltIn[0], [new("zoomFrom", new ParameterValue.Number(1)), new("zoomTo", new ParameterValue.Number(1.5))]);
        auto.Add(box: Small).Add().Change(s => s with { IsAuto = false, Effects = [zoomIn with { Parameters = [zoomIn.Parameters[1], zoomIn.Parameters[0]] }] }).Add(box: Small);
        (double from, double to) = auto.Zooms()[2];
        Assert.True(from > to);
        Assert.Contains("\"s1\" before it zooms in", auto.Find(2, "kenburns")!.Reason, StringComparison.Ordinal);
        Assert.Equal(1.5, auto.Zooms()[1].To);
    }

    [Fact]
    public void Move_OverASegmentThatDoesNotMove_StaysInTurn()
    {
        (double From, double To)[] zooms = new Auto().Add(box: Small).Add(seconds: 0.5).Add(box: Small).Zooms();
        Assert.Equal((1, 1), zooms[1]);
        Assert.True(zooms[0].To > zooms[0].From && zooms[2].To < zooms[2].From);
    }

    [Fact]
    public void Focus_WithASubject_IsThereAndElseInTheMiddle()
    {
        Auto auto = new Auto().Add(box: Small).Add();
        Assert.Equal(new ParameterValue.Focus(FocusPoint.Subject), Auto.Value(auto.Find(0, "kenburns")!, "focus"));
        Assert.Contains("at the subject (dog 0.90)", auto.Find(0, "kenburns")!.Reason, StringComparison.Ordinal);
        Assert.Equal(new ParameterValue.Focus(FocusPoint.Center), Auto.Value(auto.Find(1, "kenburns")!, "focus"));
        Assert.Contains("nothing stands out", auto.Find(1, "kenburns")!.Reason, StringComparison.Ordinal);
    }

    // The window that kenburns shows at magnification z about f is [f − f/z, f + (1 − f)/z].
    [Theory]
    [InlineData(0.05, 0.3, 0.3, 0.4)]
    [InlineData(0.6, 0.1, 0.36, 0.5)]
    [InlineData(0.2, 0.5, 0.5, 0.45)]
    [InlineData(0.03, 0.05, 0.2, 0.2)]
    [InlineData(0.45, 0.45, 0.1, 0.1)]
    public void Zoom_Always_KeepsTheWholeSubjectInTheFrame(double left, double top, double width, double height)
    {
        var box = new PictureBox(left, top, width, height);
        (double from, double to) = new Auto().Add(seconds: 30, box: box).Zooms()[0];
        double z = Math.Max(from, to);
        Assert.True(z > 1);
        Assert.True(box.Center.X - (box.Center.X / z) <= left + 1e-9 && box.Center.X + ((1 - box.Center.X) / z) >= left + width - 1e-9);
        Assert.True(box.Center.Y - (box.Center.Y / z) <= top + 1e-9 && box.Center.Y + ((1 - box.Center.Y) / z) >= top + height - 1e-9);
    }

    [Fact]
    public void Zoom_AtASubjectCloseToTheEdge_IsAsLittleAsIsSeen()
    {
        Auto auto = new Auto().Add(box: new PictureBox(0.021, 0.3, 0.2, 0.2));
        Assert.Equal(1.04, auto.Zooms()[0].To);
        Assert.EndsWith("since the subject comes close to the frame's edge", auto.Find(0, "kenburns")!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.3, 0.2, 0.2)]
    [InlineData(0, 0, 1, 0.4)]
    [InlineData(0.01, 0.5, 0.98, 0.5)]
    public void Zoom_AtASubjectThatTheEdgeCutsOff_IsAsFarAsTheDurationSays(double left, double top, double width, double height)
        => Assert.Equal(new Auto().Add(box: Small).Zooms()[0], new Auto().Add(box: new PictureBox(left, top, width, height)).Zooms()[0]);

    [Fact]
    public void Zoom_AtALargeSubject_IsLessThanAtASmallOne()
    {
        var auto = new Auto();
        double small = auto.Add(box: Small).Zooms()[0].To;
        Auto large = new Auto().Add(box: new PictureBox(0.1, 0.05, 0.8, 0.88));
        Assert.True(large.Zooms()[0].To < small);
        Assert.Contains("the whole subject stays in the frame", large.Find(0, "kenburns")!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Zoom_OfLongerSegments_GoesFartherAtAGentlerPace()
    {
        double[] seconds = [1, 3, 6, 10, 18, 40];
        double[] zooms = [.. seconds.Select(s => new Auto().Add(s, box: Small).Zooms()[0].To)];
        Assert.Equal(zooms.Order(), zooms);
        double[] pace = [.. zooms.Zip(seconds, (z, s) => (z - 1) / s)];
        Assert.Equal(pace.OrderDescending(), pace);
        Assert.Contains("gentle over 40 s", new Auto().Add(40, box: Small).Find(0, "kenburns")!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Zoom_OfAPictureOfFewSamples_IsLess()
    {
        Auto few = new Auto().Add(size: (1700, 956), box: Small);
        Auto hardlyAny = new Auto().Add(size: (320, 180), box: Small);
        double most = new Auto().Add(box: Small).Zooms()[0].To;
        Assert.InRange(few.Zooms()[0].To, 1.05, Math.Min(most - 0.05, 1.25 * 1700 / 1920));
        Assert.Equal(1.04, hardlyAny.Zooms()[0].To);
        Assert.Contains("the picture of 320x180 has few samples for a frame of 1920x1080", hardlyAny.Find(0, "kenburns")!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Zoom_OfATallPictureInAWideFrame_IsLess()
    {
        Auto tall = new Auto().Add(size: (4000, 6000), box: new PictureBox(0.45, 0.45, 0.05, 0.05));
        Assert.InRange(tall.Zooms()[0].To, 1.04, 1.12);
        Assert.Contains("shows only 38% of the picture", tall.Find(0, "kenburns")!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_OutsideWhatTheFrameShows_IsSaid()
        => Assert.Contains(
            "which the frame's aspect cuts off",
            new Auto().Add(size: (4000, 6000), box: new PictureBox(0.4, 0.02, 0.1, 0.1)).Find(0, "kenburns")!.Reason, StringComparison.Ordinal);

    [Fact]
    public void Move_OfAColor_IsNone()
        => Assert.Null(new Auto().Add().Change(s => s with { Source = new ProjectSource.Color(default, default) }).Find(0, "kenburns"));

    [Fact]
    public void Seed_OfAnotherProject_BeginsTheOtherWayAndVariesTheZooms()
    {
        Auto[] autos = [.. Enumerable.Range(0, 6).Select(seed => new Auto { Seed = seed }.Add(box: Small))];
        Assert.Equal([true, false, true, false, true, false], autos.Select(a => a.Zooms()[0].To > 1));
        Assert.True(autos.Select(a => Math.Max(a.Zooms()[0].From, a.Zooms()[0].To)).Distinct().Count() > 1);
    }
}
