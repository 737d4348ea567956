using PluginRender.Effects.Camera.KenBurns;
using PluginRender.Kernels.Sampling;

namespace PluginRender.Effects.Tests.Camera;

/// <summary>Windows anywhere in the picture, and the way from one to the other.</summary>
public class KenBurnsPlacesTests
{
    private static readonly PicturePlace LeftEdge = PicturePlace.At(0, 0.5), RightEdge = PicturePlace.At(1, 0.5);

    // A panorama whose luma is its column: what a frame shows is read off its samples.
    [Fact]
    public void Render_PanFromEdgeToEdge_ShowsTheLeftEndFirstAndTheRightEndLast()
    {
        TestPicture panorama = new TestPicture(2000, 40).Fill((plane, x, _) => plane == 0 ? 16 + (200.0 * x / 1999) : 128);
        EffectContext context = EffectRun.Context(80, 40, 101);
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = LeftEdge, To = RightEdge }, context);

        foreach ((int frame, int left) in new[] { (0, 0), (50, 960), (100, 1920) })
        {
            TestFrame shown = EffectRun.Apply(effect, EffectRun.Time(context, frame), new TestFrame(80, 40), panorama);
            for (int x = 0; x < 80; x++)
                Assert.Equal(panorama[0][left + x] * Samples.One, shown.Row(0, 20)[x], 0.0);
        }
    }

    [Fact]
    public void WindowAt_PanOfAPanorama_PassesAllOfItAtConstantSpeed()
    {
        EffectContext context = EffectRun.Context(1920, 1080, 501);
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = LeftEdge, To = RightEdge }, context);
        const double Width = 800 * 16.0 / 9;
        for (int n = 0; n <= 500; n++)
        {
            SourceWindow window = effect.WindowAt(EffectRun.Time(context, n), 40000, 800);
            Assert.Equal(n / 500.0 * (40000 - Width), window.Left, 1e-6);
            Assert.Equal((0, Width, 800), (window.Top, window.Width, window.Height));
        }
    }

    [Theory]
    [InlineData(0.1, 0.2, 0.25, 0.25, 400, 450, 1000, 562.5)] // of the frame's aspect, as it stands
    [InlineData(0.1, 0.2, 0.25, 0.1, 400, 281.25, 1000, 562.5)] // wide: the rest above and below
    [InlineData(0.5, 0.0, 0.1, 0.5, 1200, 0, 2000, 1125)] // high: the rest left and right
    [InlineData(0.0, 0.0, 0.25, 0.1, 0, 0, 1000, 562.5)] // at the edge: moved in
    [InlineData(0.9, 0.9, 0.1, 0.1, 3600, 2025, 400, 225)]
    [InlineData(0.0, 0.0, 1.0, 1.0, 0, 0, 4000, 2250)]
    public void WindowAt_AnArea_IsTheSmallestOfTheFramesAspectAroundIt(
        double left, double top, double width, double height, double windowLeft, double windowTop, double windowWidth, double windowHeight)
    {
        EffectContext context = EffectRun.Context(1920, 1080, 11);
        PicturePlace area = PicturePlace.Of(new PictureArea(left, top, width, height));
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = area, To = area }, context);
        AssertClose(new SourceWindow(windowLeft, windowTop, windowWidth, windowHeight), effect.WindowAt(EffectRun.Time(context, 5), 4000, 2250));
    }

    // The frame cannot hold the left half of a panorama: the largest window, in its middle.
    [Fact]
    public void WindowAt_AnAreaThatTheAspectCannotHold_IsTheLargestWindowInItsMiddle()
    {
        EffectContext context = EffectRun.Context(1920, 1080, 11);
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = PicturePlace.Of(new PictureArea(0, 0, 0.5, 1)), To = RightEdge }, context);
        AssertClose(new SourceWindow(10000 - (800 * 8.0 / 9), 0, 800 * 16.0 / 9, 800), effect.WindowAt(EffectRun.Time(context, 0), 40000, 800));
    }

    [Fact]
    public void WindowAt_AreaToWhole_GoesFromTheDetailToTheLargestWindow()
    {
        EffectContext context = EffectRun.Context(1920, 1080, 11);
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = PicturePlace.Of(new PictureArea(0.5, 0.5, 0.25, 0.25)) }, context);
        AssertClose(new SourceWindow(1920, 1080, 960, 540), effect.WindowAt(EffectRun.Time(context, 0), 3840, 2160));
        AssertClose(new SourceWindow(1280, 720, 1920, 1080), effect.WindowAt(EffectRun.Time(context, 5), 3840, 2160));
        AssertClose(new SourceWindow(0, 0, 3840, 2160), effect.WindowAt(EffectRun.Time(context, 10), 3840, 2160));
    }

    [Fact]
    public void WindowAt_PointsWithMagnification_AreAsNearAsFits()
    {
        EffectContext context = EffectRun.Context(1920, 1080, 11) with { SubjectInPicture = (0.3, 0.4) };
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = PicturePlace.Subject, To = PicturePlace.At(1, 0), ZoomFrom = 2, ZoomTo = 4 }, context);
        AssertClose(new SourceWindow(192, 324, 1920, 1080), effect.WindowAt(EffectRun.Time(context, 0), 3840, 2160));
        AssertClose(new SourceWindow(2880, 0, 960, 540), effect.WindowAt(EffectRun.Time(context, 10), 3840, 2160));
    }

    // Beyond the window that effects without places point into.
    [Fact]
    public void WindowAt_SubjectAtTheEndOfAPanorama_IsShown()
    {
        EffectContext context = EffectRun.Context(1920, 1080, 11, subject: (0, 0.5)) with { SubjectInPicture = (0.02, 0.5) };
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = PicturePlace.Subject, To = PicturePlace.Subject }, context);
        Assert.InRange(effect.AreaAt(EffectRun.Time(context, 3), 40000, 800)!.Value.Left, 0.002, 0.003);
    }

    [Fact]
    public void WindowAt_SubjectNotDetected_IsTheMiddle()
    {
        EffectContext context = EffectRun.Context(1920, 1080, 11);
        using KenBurnsEffect effect = new(new KenBurnsParameters { To = PicturePlace.Subject, ZoomTo = 2 }, context);
        AssertClose(new SourceWindow(960, 540, 1920, 1080), effect.WindowAt(EffectRun.Time(context, 10), 3840, 2160));
    }

    [Fact]
    public void WindowAt_AnyPlacesAndPictures_NeverLeavesThePictureAndKeepsTheAspect()
    {
        Random random = new(7);
        for (int i = 0; i < 2000; i++)
        {
            (int width, int height) = (random.Next(1, 5000), random.Next(1, 5000));
            EffectContext context = EffectRun.Context(2 * random.Next(8, 1000), 2 * random.Next(8, 1000), 9) with { SubjectInPicture = (random.NextDouble(), random.NextDouble()) };
            using KenBurnsEffect effect = new(new KenBurnsParameters
            {
                From = Place(random), To = Place(random), ZoomFrom = 1 + (7 * random.NextDouble()), ZoomTo = 1 + (7 * random.NextDouble()),
                Focus = FocusPoint.At(random.NextDouble(), random.NextDouble()), Easing = (Easing)random.Next(2),
            }, context);
            for (int n = 0; n < 9; n++)
            {
                SourceWindow window = effect.WindowAt(EffectRun.Time(context, n), width, height);
                Assert.InRange(window.Left, -1e-9, width);
                Assert.InRange(window.Top, -1e-9, height);
                Assert.InRange(window.Left + window.Width, 0, width + 1e-9);
                Assert.InRange(window.Top + window.Height, 0, height + 1e-9);
                Assert.Equal((double)context.FrameWidth / context.FrameHeight, window.Width / window.Height, 1e-6 * context.FrameWidth / context.FrameHeight);
            }
        }
    }

    // Two zooms that are one, said with places: the same windows.
    [Fact]
    public void WindowAt_AreasOfAZoom_AreTheWindowsOfThatZoom()
    {
        EffectContext context = EffectRun.Context(1920, 1080, 61);
        using KenBurnsEffect zoom = new(new KenBurnsParameters { ZoomTo = 2, Focus = FocusPoint.At(0.25, 0.75), Easing = Easing.EaseInOut }, context);
        using KenBurnsEffect areas = new(new KenBurnsParameters { To = PicturePlace.Of(new PictureArea(0.125, 0.375, 0.5, 0.5)), Easing = Easing.EaseInOut }, context);
        for (int n = 0; n < 61; n++) AssertClose(zoom.WindowAt(EffectRun.Time(context, n), 3840, 2160), areas.WindowAt(EffectRun.Time(context, n), 3840, 2160));
    }

    /// <summary>Blob centers follow the window in every frame, to fractions of a pixel: a pan does not jitter.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(1.0000001)]
    [InlineData(1.7)]
    public void Render_SlowPan_MovesABlobSmoothly(double zoomTo)
    {
        const double BlobX = 250.3, BlobY = 80.6;
        TestPicture picture = new TestPicture(500, 160).Fill((plane, x, y) => plane != 0 ? 128 :
            16 + (219 * Math.Exp(-(Math.Pow(x + 0.5 - BlobX, 2) + Math.Pow(y + 0.5 - BlobY, 2)) / 40)));
        EffectContext context = EffectRun.Context(160, 160, 90);
        using KenBurnsEffect effect = new(new KenBurnsParameters { From = PicturePlace.At(0.45, 0.5), To = PicturePlace.At(0.55, 0.5), ZoomTo = zoomTo }, context);
        for (int n = 0; n < 90; n++)
        {
            FrameTime time = EffectRun.Time(context, n);
            SourceWindow window = effect.WindowAt(time, 500, 160);
            double x = Column(EffectRun.Apply(effect, time, new TestFrame(160, 160), picture));
            Assert.Equal((BlobX - window.Left) / window.Width * 160, x, 0.04);
        }
    }

    private static PicturePlace Place(Random random)
    {
        double left = random.NextDouble() * 0.99, top = random.NextDouble() * 0.99;
        return random.Next(5) switch
        {
            0 => PicturePlace.Whole,
            1 => PicturePlace.Center,
            2 => PicturePlace.Subject,
            3 => PicturePlace.At(random.NextDouble(), random.NextDouble()),
            _ => PicturePlace.Of(new PictureArea(left, top, Math.Max(0.001, (1 - left) * random.NextDouble()), Math.Max(0.001, (1 - top) * random.NextDouble()))),
        };
    }

    private static double Column(TestFrame frame)
    {
        double sum = 0, sumX = 0;
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                double weight = Math.Max(0, frame.Row(0, y)[x] - (18 * Samples.One));
                (sum, sumX) = (sum + weight, sumX + (weight * (x + 0.5)));
            }
        }

        return sumX / sum;
    }

    private static void AssertClose(SourceWindow expected, SourceWindow actual)
    {
        Assert.Equal(expected.Left, actual.Left, 1e-6);
        Assert.Equal(expected.Top, actual.Top, 1e-6);
        Assert.Equal(expected.Width, actual.Width, 1e-6);
        Assert.Equal(expected.Height, actual.Height, 1e-6);
    }
}
