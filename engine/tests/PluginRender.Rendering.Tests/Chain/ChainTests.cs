using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chain;

public class ChainTests
{
    [Theory]
    [InlineData("add,double")]
    [InlineData("double,add")]
    [InlineData("add,blur,double")]
    [InlineData("double,blur,add,blur,add")]
    public void Chain_SeveralEffects_AppliesThemInProjectOrder(string ids)
    {
        string[] order = ids.Split(',');
        using var chunks = new TestChunks((e, _) => e.Id == "blur" ? new ColumnBlur(1, []) : new Arithmetic(e.Id));
        RenderPlan plan = TestChunks.Plan(16, 16, 1, 1, new PlannedSource.Color(default),
            [.. order.Select(id => TestChunks.Effect(id, id == "blur" ? PixelAccess.Neighborhood : PixelAccess.Point))]);

        byte[] frame = Assert.Single(chunks.Frames(plan));

        // Black is code 16. The blur of a plain frame changes nothing.
        int expected = order.Aggregate(16, (code, id) => id == "add" ? code + 5 : id == "double" ? code * 2 : code);
        Assert.All(frame.Take(256), sample => Assert.Equal(expected, sample));
    }

    [Theory]
    [InlineData(200, 40, 90)]
    [InlineData(0, 0, 0)]
    [InlineData(255, 255, 255)]
    [InlineData(1, 254, 127)]
    public void ColorSource_AnyColor_GivesItsExactCodes(byte r, byte g, byte b)
    {
        var color = new RgbColor(r, g, b);
        using var chunks = new TestChunks();
        byte[] frame = chunks.Frames(TestChunks.Plan(32, 18, 1, 1, new PlannedSource.Color(color)))[0];
        (byte y, byte cb, byte cr) = color.ToYCbCr();
        Assert.All(frame[..576], sample => Assert.Equal(y, sample));
        Assert.All(frame[576..720], sample => Assert.Equal(cb, sample));
        Assert.All(frame[720..], sample => Assert.Equal(cr, sample));
    }

    [Fact]
    public void SourceEffect_OnAColor_IsNotEvenCreated()
    {
        using var chunks = new TestChunks((e, _) => throw new InvalidOperationException(e.Id));
        Assert.Single(chunks.Frames(TestChunks.Plan(16, 16, 1, 1, TestChunks.Color, TestChunks.Effect("zoom", PixelAccess.Source))));
    }

    [Theory]
    [InlineData(64, 36, 0)]
    [InlineData(64, 36, 3)]
    [InlineData(2048, 50, 1)]
    [InlineData(2048, 50, 7)]
    [InlineData(2048, 52, 26)]
    [InlineData(2048, 54, 25)]
    [InlineData(2048, 102, 9)]
    [InlineData(4096, 38, 5)]
    [InlineData(4096, 40, 200)]
    [InlineData(8192, 18, 4)]
    public void NeighborhoodEffect_AnyFrameHeight_GetsItsRowsAndGivesTheWholeFramesResult(int width, int height, int radius)
    {
        var rows = new List<(int First, int Count, int InputFirst, int InputCount)>();
        using var chunks = new TestChunks((_, _) => new ColumnBlur(radius, rows), (width, height));
        PlannedSource source = TestChunks.Picture(width, height);

        byte[] banded = chunks.Frames(TestChunks.Plan(width, height, 1, 1, source, TestChunks.Effect("blur", PixelAccess.Neighborhood)))[0];
        // A frame effect gets the whole frame: the same arithmetic without any cut.
        using var wholeChunks = new TestChunks((_, _) => new WholeColumnBlur(radius), (width, height));
        byte[] whole = wholeChunks.Frames(TestChunks.Plan(width, height, 1, 1, source, TestChunks.Effect("whole", PixelAccess.Frame)))[0];

        Assert.Equal(whole, banded);
        Assert.Equal(height, rows.Sum(r => r.Count));
        Assert.All(rows, r =>
        {
            Assert.Equal(Math.Max(0, r.First - radius) & ~1, r.InputFirst);
            Assert.Equal(Math.Min(height, (r.First + r.Count + radius + 1) & ~1), r.InputFirst + r.InputCount);
        });
    }

    [Fact]
    public void NeighborhoodEffects_InARow_GiveTheWholeFramesResult()
    {
        using var banded = new TestChunks((e, _) => new ColumnBlur(e.Id == "a" ? 5 : 12, []), (2048, 78));
        using var whole = new TestChunks((e, _) => new WholeColumnBlur(e.Id == "a" ? 5 : 12), (2048, 78));
        PlannedSource source = TestChunks.Picture(2048, 78);
        Assert.Equal(
            whole.Frames(TestChunks.Plan(2048, 78, 2, 1, source, TestChunks.Effect("a", PixelAccess.Frame), TestChunks.Effect("b", PixelAccess.Frame))),
            banded.Frames(TestChunks.Plan(2048, 78, 2, 1, source, TestChunks.Effect("a", PixelAccess.Neighborhood), TestChunks.Effect("b", PixelAccess.Neighborhood))));
    }

    [Theory]
    [InlineData(PixelAccess.Point)]
    [InlineData(PixelAccess.Neighborhood)]
    [InlineData(PixelAccess.Frame)]
    [InlineData(PixelAccess.Source)]
    public void Effect_ThatThrows_IsNamedAndLeavesNoFile(PixelAccess access)
    {
        using var chunks = new TestChunks((_, _) => access switch
        {
            PixelAccess.Point => new FailingPoint(),
            PixelAccess.Neighborhood => new FailingNeighborhood(),
            PixelAccess.Frame => new FailingFrame(),
            _ => new FailingSource(),
        });
        RenderPlan plan = TestChunks.Plan(32, 18, 5, 2, TestChunks.Picture(), TestChunks.Effect("broken", access));

        EffectException e = Assert.Throws<EffectException>(() => chunks.Renderer.Render(plan, plan.Chunks[1], CancellationToken.None));

        Assert.Equal(("s1", "broken", "Effects.Fake", 3), (e.SegmentId, e.EffectId, e.Plugin, e.Frame));
        Assert.Equal("segment \"s1\": effect broken of plugin Effects.Fake, frame 3: InvalidOperationException: deliberate", e.Message);
        Assert.Empty(chunks.Files);
    }

    // A picture twice as wide as the frame: its window is the middle half.
    [Theory]
    [InlineData(0.5, 0.25, 0.5, 0.25)]
    [InlineData(0.375, 1, 0.25, 1)]
    [InlineData(0.1, 0.5, 0, 0.5)]
    [InlineData(0.9, 0.5, 1, 0.5)]
    public void Subject_OfAWidePicture_IsGivenInTheWindow(double x, double y, double windowX, double windowY)
        => Assert.Equal([(windowX, windowY), null], Told(x, y));

    private static (double X, double Y)?[] Told(double x, double y)
    {
        var told = new List<(double X, double Y)?>();
        using var chunks = new TestChunks(
            (_, context) =>
            {
                told.Add(context.Subject);
                (double X, double Y)? inPicture = context.Subject is null ? null : (x, y);
                Assert.Equal(inPicture, context.SubjectInPicture);
                return new Counted(() => { });
            },
            (128, 36));
        var facts = new PictureFacts([new Subject("salient", 1, SubjectSource.Saliency, new PictureBox(0, 0, 1, 1), new PicturePoint(x, y))], []);
        PlannedEffect asking = TestChunks.Effect("asks") with { Parameters = [new("at", new ParameterValue.Focus(FocusPoint.Subject))] };
        chunks.Frames(TestChunks.Plan(64, 36, 1, 1, ((PlannedSource.Picture)TestChunks.Picture(128, 36)) with { Facts = facts }, asking, TestChunks.Effect("does not")));
        return [.. told];
    }

    [Fact]
    public void Effects_AfterAFailure_AreAllDisposed()
    {
        int open = 0;
        using var chunks = new TestChunks((e, _) =>
        {
            if (e.Id == "third") throw new InvalidOperationException("deliberate");
            open++;
            return new Counted(() => open--);
        });
        RenderPlan plan = TestChunks.Plan(32, 18, 1, 1, TestChunks.Color,
            TestChunks.Effect("first"), TestChunks.Effect("second"), TestChunks.Effect("third"));
        Assert.Throws<InvalidOperationException>(() => chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None));
        Assert.Equal(0, open);
    }

    private sealed class Counted(Action disposed) : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band)
        {
        }

        protected override void Dispose(bool disposing)
        {
            disposed();
            base.Dispose(disposing);
        }
    }
}
