using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chain;

/// <summary>Effects that say a window are not called for the samples; the frames are those of an effect that makes them itself.</summary>
public class WindowEffectTests
{
    private static readonly PlannedEffect Camera = TestChunks.Effect("camera", PixelAccess.Source), Light = TestChunks.Effect("light"), Steady = TestChunks.Effect("steady"),
        Add = TestChunks.Effect("add"), Blur = TestChunks.Effect("blur", PixelAccess.Neighborhood);

    public static TheoryData<string> Chains => ["", "light", "light,steady", "add", "add,light", "light,add", "blur", "light,blur,steady"];

    [Theory]
    [MemberData(nameof(Chains))]
    public void Window_BeforeAnyChain_GivesTheFramesOfASourceEffect(string ids)
    {
        PlannedEffect[] behind = [.. ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => new[] { Light, Steady, Add, Blur }.Single(e => e.Id == id))];
        // Of more rows than a band has.
        RenderPlan plan = TestChunks.Plan(2048, 70, 3, 1, TestChunks.Picture(2900, 120), [Camera, .. behind]);
        using var stated = new TestChunks((e, c) => Create(e, c, new FakeWindow(c, WindowAt)), (2900, 120));
        using var own = new TestChunks((e, c) => Create(e, c, new Sampling(c)), (2900, 120));

        byte[][] frames = [.. stated.Frames(plan)];

        Assert.Equal(own.Frames(plan), frames);
        Assert.Equal(3, frames.DistinctBy(Convert.ToHexString).Count());
    }

    [Fact]
    public void NoSourceEffect_WithAnOperation_GivesTheFramesOfAWindowThatIsTheLargest()
    {
        using var chunks = new TestChunks((e, c) => Create(e, c, new FakeWindow(c, (_, w, h) => SourceWindow.Fit(w, h, 64, 36))), (128, 36));
        PlannedSource source = TestChunks.Picture(128, 36);
        Assert.Equal(
            chunks.Frames(TestChunks.Plan(64, 36, 2, 1, source, Camera, Light)),
            chunks.Frames(TestChunks.Plan(64, 36, 2, 1, source, Light)));
    }

    [Fact]
    public void Shown_BehindAWindow_IsTheWindow()
    {
        var shown = new List<PictureArea>();
        using var chunks = new TestChunks(
            (e, c) => e == Camera ? new FakeWindow(c, (time, w, h) => new SourceWindow(time.Frame * 32, 9, 64, 18)) : new FakeOperation(time => { shown.Add(time.Shown); return default; }), (128, 36));
        chunks.Frames(TestChunks.Plan(64, 36, 2, 1, TestChunks.Picture(128, 36), Camera, Light));
        Assert.Equal([new PictureArea(0, 0.25, 0.5, 0.5), new PictureArea(0.25, 0.25, 0.5, 0.5)], shown.Distinct());
    }

    [Theory]
    [InlineData(double.NaN, "its WindowAt gave SourceWindow { Left = NaN, Top = 0, Width = 64, Height = 36 }; a part of a picture is finite and not empty")]
    [InlineData(-1, "InvalidOperationException: deliberate")]
    public void Window_ThatIsNone_IsNamed(double left, string problem)
    {
        using var chunks = new TestChunks(
            (_, c) => new FakeWindow(c, (time, _, _) => time.Frame < 1 ? new SourceWindow(0, 0, 64, 36) : left < 0 ? throw new InvalidOperationException("deliberate") : new SourceWindow(left, 0, 64, 36)),
            (128, 36));
        EffectException e = Assert.Throws<EffectException>(() => chunks.Frames(TestChunks.Plan(64, 36, 3, 1, TestChunks.Picture(128, 36), Camera)));
        Assert.Equal(("camera", 1, problem), (e.EffectId, e.Frame, e.Problem));
    }

    [Fact]
    public void Window_ThatIsEmpty_IsNamed()
    {
        using var chunks = new TestChunks((_, c) => new FakeWindow(c, (_, _, _) => new SourceWindow(0, 0, 0, 36)), (128, 36));
        EffectException e = Assert.Throws<EffectException>(() => chunks.Frames(TestChunks.Plan(64, 36, 1, 1, TestChunks.Picture(128, 36), Camera)));
        Assert.Equal("its WindowAt gave SourceWindow { Left = 0, Top = 0, Width = 0, Height = 36 }; a part of a picture is finite and not empty", e.Problem);
    }

    [Fact]
    public void Times_OfWhatIsDoneInOneGo_GoMostlyToSampling()
    {
        using var chunks = new TestChunks((e, c) => Create(e, c, new FakeWindow(c, WindowAt)), (2900, 120));
        RenderPlan plan = TestChunks.Plan(2048, 70, 30, 1, TestChunks.Picture(2900, 120), Camera, Light);

        IReadOnlyList<EffectTime> times = chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None).EffectTimes;

        Assert.Equal(["camera", "light"], times.Select(t => t.Effect));
        Assert.True(times[1].Milliseconds > 0);
        Assert.True(times[0].Milliseconds > 2 * times[1].Milliseconds, $"{times[0].Milliseconds} and {times[1].Milliseconds} ms");
    }

    private static SourceWindow WindowAt(FrameTime time, int width, int height) => SourceWindow.Fit(width, height, 2048, 70).Zoom(0.3, 0.6, 1 + (0.01 * time.Frame));

    private static Effect Create(PlannedEffect planned, EffectContext context, Effect camera) => planned.Id switch
    {
        "camera" => camera,
        "light" => new FakeOperation(time => new FrameOperations(Affine.About(1.1, Samples.Black, time.Frame * 300).ToOperation(), null, ConstantMix.ToOperation(Samples.Neutral, 0.2))),
        "steady" => new FakeOperation(_ => new FrameOperations(ConstantMix.ToOperation(Samples.Black, 0.1), null, null)),
        "blur" => new ColumnBlur(3, []),
        _ => new Arithmetic(planned.Id),
    };

    /// <summary>Does by itself what <see cref="FakeWindow"/> has done for it.</summary>
    private sealed class Sampling(EffectContext context) : SourceEffect
    {
        private readonly SourceSampler sampler = new(context.FrameWidth, context.FrameHeight);

        public override void Render(in FrameTime time, in SourcePicture source, in Band output)
        {
            sampler.SetWindow(WindowAt(time, source.Luma.Width, source.Luma.Height), source);
            sampler.Sample(source, output);
        }

        protected override void Dispose(bool disposing)
        {
            sampler.Dispose();
            base.Dispose(disposing);
        }
    }
}
