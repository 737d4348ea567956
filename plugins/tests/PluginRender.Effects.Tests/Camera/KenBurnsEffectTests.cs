using PluginRender.Effects.Camera.KenBurns;
using PluginRender.Kernels.Sampling;

namespace PluginRender.Effects.Tests.Camera;

public class KenBurnsEffectTests
{
    [Theory]
    [InlineData(Easing.Linear)]
    [InlineData(Easing.EaseInOut)]
    public void ZoomAt_FirstAndLastFrame_IsFromAndTo(Easing easing)
    {
        EffectContext context = EffectRun.Context(64, 48, 91);
        using KenBurnsEffect effect = new(new KenBurnsParameters { ZoomFrom = 1.25, ZoomTo = 3, Easing = easing }, context);
        Assert.Equal(1.25, effect.ZoomAt(EffectRun.Time(context, 0)));
        Assert.Equal(3, effect.ZoomAt(EffectRun.Time(context, 90)), 1e-12);
        Assert.Equal(Math.Sqrt(1.25 * 3), effect.ZoomAt(EffectRun.Time(context, 45)), 1e-12);
    }

    [Fact]
    public void ZoomAt_Linear_GrowsByTheSameFactorEachFrame()
    {
        EffectContext context = EffectRun.Context(64, 48, 91);
        using KenBurnsEffect effect = new(new KenBurnsParameters { ZoomFrom = 4, ZoomTo = 1 }, context);
        double factor = Math.Pow(0.25, 1.0 / 90);
        for (int n = 1; n < 91; n++)
            Assert.Equal(factor, effect.ZoomAt(EffectRun.Time(context, n)) / effect.ZoomAt(EffectRun.Time(context, n - 1)), 1e-12);
    }

    [Fact]
    public void ZoomAt_EaseInOut_StartsAndEndsAtRest()
    {
        EffectContext context = EffectRun.Context(64, 48, 1001);
        using KenBurnsEffect effect = new(new KenBurnsParameters { ZoomTo = 2, Easing = Easing.EaseInOut }, context);
        Assert.InRange(effect.ZoomAt(EffectRun.Time(context, 1)) - 1, 0, 1e-5);
        Assert.InRange(2 - effect.ZoomAt(EffectRun.Time(context, 999)), 0, 1e-5);
        Assert.Equal(Math.Pow(2, 0.25 * 0.25 * 2.5), effect.ZoomAt(EffectRun.Time(context, 250)), 1e-12);
    }

    [Fact]
    public void ZoomAt_SegmentOfOneFrame_IsTheFirst()
    {
        EffectContext context = EffectRun.Context(64, 48, 1);
        using KenBurnsEffect effect = new(new KenBurnsParameters { ZoomFrom = 1.5, ZoomTo = 2 }, context);
        Assert.Equal(1.5, effect.ZoomAt(EffectRun.Time(context, 0)));
    }

    /// <summary>Blob centers follow x = fx + (u − fx)/z, solved for u, in every frame.</summary>
    [Theory]
    [InlineData("center", 0.5, 0.5)]
    [InlineData("subject", 0.7, 0.4)]
    [InlineData("point", 0.25, 0.6)]
    public void Render_EveryFrame_MovesABlobByTheFormula(string focus, double fx, double fy)
    {
        const double BlobX = 151.7, BlobY = 77.2;
        TestPicture picture = new TestPicture(288, 162).Fill((plane, x, y) => plane != 0 ? 128 :
            16 + (219 * Math.Exp(-(Square(x + 0.5 - BlobX) + Square(y + 0.5 - BlobY)) / 32)));
        EffectContext context = EffectRun.Context(192, 108, 60, subject: (0.7, 0.4));
        FocusPoint point = focus switch { "center" => FocusPoint.Center, "subject" => FocusPoint.Subject, _ => FocusPoint.At(fx, fy) };
        using KenBurnsEffect effect = new(new KenBurnsParameters { ZoomFrom = 1, ZoomTo = 1.25, Focus = point }, context);
        TestFrame input = new(192, 108);
        for (int n = 0; n < 60; n++)
        {
            FrameTime time = EffectRun.Time(context, n);
            double zoom = Math.Pow(1.25, n / 59.0);
            (double x, double y) = Centroid(EffectRun.Apply(effect, time, input, picture));
            Assert.Equal((((BlobX / 288) - fx) * zoom) + fx, x / 192, 0.02 / 192);
            Assert.Equal((((BlobY / 162) - fy) * zoom) + fy, y / 108, 0.02 / 108);
        }
    }

    [Fact]
    public void Render_SubjectNotDetected_ZoomsIntoTheCenter()
    {
        TestPicture picture = TestPicture.Noise(100, 80, 1);
        EffectContext context = EffectRun.Context(64, 48);
        using KenBurnsEffect subject = new(new KenBurnsParameters { ZoomTo = 2, Focus = FocusPoint.Subject }, context);
        using KenBurnsEffect center = new(new KenBurnsParameters { ZoomTo = 2 }, context);
        TestFrame input = new(64, 48);
        FrameTime time = EffectRun.Time(context, 20);
        EffectRun.Apply(subject, time, input, picture).AssertSame(EffectRun.Apply(center, time, input, picture));
    }

    [Fact]
    public void Render_Defaults_IsTheLargestWindow()
    {
        TestPicture picture = TestPicture.Noise(101, 80, 1);
        EffectContext context = EffectRun.Context(64, 48);
        using KenBurnsEffect effect = new(new KenBurnsParameters(), context);
        TestFrame expected = new(64, 48);
        using SourceSampler sampler = new(64, 48);
        sampler.SetWindow(SourceWindow.Fit(101, 80, 64, 48), picture.Source);
        sampler.Sample(picture.Source, expected.Band(0, 48));
        EffectRun.Apply(effect, EffectRun.Time(context, 7), new TestFrame(64, 48), picture).AssertSame(expected);
    }

    private static (double X, double Y) Centroid(TestFrame frame)
    {
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                double weight = Math.Max(0, frame.Row(0, y)[x] - (18 * Samples.One));
                (sum, sumX, sumY) = (sum + weight, sumX + (weight * (x + 0.5)), sumY + (weight * (y + 0.5)));
            }
        }

        return (sumX / sum, sumY / sum);
    }

    private static double Square(double value) => value * value;
}
