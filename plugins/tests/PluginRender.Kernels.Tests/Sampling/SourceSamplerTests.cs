namespace PluginRender.Kernels.Sampling.Tests;

public class SourceSamplerTests
{
    public static TheoryData<int, int, int, int, double> Sizes => new()
    {
        { 288, 162, 192, 108, 1.0 },
        { 288, 162, 192, 108, 1.13 },
        { 96, 54, 192, 108, 1.7 },
        { 400, 300, 64, 48, 1.0 },
        { 901, 507, 112, 64, 1.001 },
        { 33, 27, 16, 16, 1.0 },
        { 3, 2, 16, 16, 1.0 },
        { 40, 30, 18, 18, 1.4 },
    };

    [Fact]
    public void Sample_IdentityWindow_ReturnsCodesExactly()
    {
        TestPicture picture = TestPicture.Noise(130, 66, 1);
        TestFrame frame = Render(picture, 130, 66, SourceWindow.Fit(130, 66, 130, 66));
        frame.AssertSame(new TestFrame(130, 66).Fill((plane, x, y) => (short)(picture[plane][(y * picture.PlaneWidth(plane)) + x] * Samples.One)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sample_AnySize_IsWithinOneThirtySecondOfTheFilterInDoublePrecision(int width, int height, int frameWidth, int frameHeight, double zoom)
    {
        TestPicture picture = TestPicture.Noise(width, height, 2, 2, 2, 0.5, 0.5);
        SourceWindow window = SourceWindow.Fit(width, height, frameWidth, frameHeight).Zoom(0.31, 0.64, zoom);
        TestFrame frame = Render(picture, frameWidth, frameHeight, window);
        for (int plane = 0; plane < 3; plane++)
        {
            (double rms, double greatest) = Error(frame, plane, Reference(picture, plane, window, frame, (2, 2, 0.5, 0.5), FloatResampler.Keys));
            Assert.True(rms < 1.0 / 32, $"plane {plane}: RMS {rms} codes");
            Assert.True(greatest < 1.0 / 8, $"plane {plane}: greatest error {greatest} codes");
        }
    }

    [Theory]
    [InlineData(1, 1, 0.0, 0.0)]
    [InlineData(2, 1, 0.0, 0.0)]
    [InlineData(2, 1, 0.5, 0.0)]
    [InlineData(2, 2, 0.5, 0.5)]
    [InlineData(2, 2, 0.0, 0.5)]
    [InlineData(2, 2, 0.0, 0.0)]
    public void Sample_AnyChromaLayout_PutsColorWhereLumaIs(int stepX, int stepY, double offsetX, double offsetY)
    {
        // Chroma is a plane that rises with the luma position: the output shows where it was read.
        TestPicture picture = new TestPicture(120, 80, stepX, stepY, offsetX, offsetY).Fill((plane, x, y) => plane switch
        {
            0 => x + y,
            1 => 20 + offsetX + (x * stepX),
            _ => 20 + (2 * (offsetY + (y * stepY))),
        });
        TestFrame frame = Render(picture, 120, 80, new SourceWindow(0, 0, 120, 80));
        for (int y = 8; y < 32; y++)
        {
            for (int x = 8; x < 52; x++)
            {
                // Rounding to whole codes in the source moves every sample by half a code at most; a cubic other than
                // C = 1/2 bends a ramp a little. A siting taken wrongly would be off by 1 and more.
                Assert.Equal(20 + (2 * x), frame.Row(1, y)[x] / 128.0, 0.6);
                Assert.Equal(20 + (2 * ((2 * y) + 0.5)), frame.Row(2, y)[x] / 128.0, 0.6);
            }
        }
    }

    [Fact]
    public void Sample_AnySplitIntoBands_GivesTheSameSamples()
    {
        TestPicture picture = TestPicture.Noise(150, 111, 3);
        SourceWindow window = SourceWindow.Fit(150, 111, 130, 90).Zoom(0.2, 0.9, 1.21);
        TestFrame whole = Render(picture, 130, 90, window);
        foreach (int height in new[] { 2, 4, 14, 64 }) Render(picture, 130, 90, window, height).AssertSame(whole);
    }

    [Fact]
    public void Sample_AfterAnyOtherWindow_GivesTheSameSamples()
    {
        TestPicture picture = TestPicture.Noise(150, 111, 3), other = TestPicture.Noise(300, 17, 4);
        SourceWindow window = new(10.25, 3.5, 100, 70);
        using SourceSampler sampler = new(64, 48);
        TestFrame first = new(64, 48), again = new(64, 48);
        sampler.SetWindow(window, picture.Source);
        sampler.Sample(picture.Source, first.Band(0, 48));
        sampler.SetWindow(new SourceWindow(0, 0, 300, 17), other.Source);
        sampler.Sample(other.Source, again.Band(0, 48));
        sampler.SetWindow(window, picture.Source);
        sampler.Sample(picture.Source, again.Band(0, 48));
        again.AssertSame(first);
    }

    [Fact]
    public void Sample_WindowBeyondThePicture_RepeatsItsEdge()
    {
        TestPicture picture = new TestPicture(32, 32).Fill((plane, x, y) => 77);
        TestFrame frame = Render(picture, 64, 64, new SourceWindow(-100, -50, 300, 300));
        frame.AssertSame(new TestFrame(64, 64).Fill((plane, x, y) => 77 * Samples.One));
    }

    [Fact]
    public void Sample_8192Wide_EqualsTheReference()
    {
        TestPicture picture = TestPicture.Noise(8192, 6, 5);
        SourceWindow window = new(0.125, 0, 8190, 6);
        TestFrame frame = Render(picture, 8192, 16, window);
        (double rms, _) = Error(frame, 0, Reference(picture, 0, window, frame, (2, 2, 0, 0.5), FloatResampler.Keys));
        Assert.True(rms < 1.0 / 32, $"RMS {rms} codes");
    }

    [Fact]
    public void Sample_EveryFrameOfAZoom_AllocatesNothing()
    {
        TestPicture picture = TestPicture.Noise(150, 111, 3);
        TestFrame frame = new(128, 96);
        using SourceSampler sampler = new(128, 96);
        long before = 0;
        for (int i = 0; i < 40; i++)
        {
            if (i == 10) before = GC.GetAllocatedBytesForCurrentThread();
            sampler.SetWindow(SourceWindow.Fit(150, 111, 128, 96).Zoom(0.5, 0.5, 1 + (i * 0.01)), picture.Source);
            sampler.Sample(picture.Source, frame.Band(0, 96));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Sample_OtherShapeThanSet_IsRefused()
    {
        using SourceSampler sampler = new(64, 48);
        TestPicture picture = TestPicture.Noise(64, 48, 1), larger = TestPicture.Noise(66, 48, 1);
        Assert.Throws<ArgumentException>(() => sampler.Sample(picture.Source, new TestFrame(64, 48).Band(0, 48)));
        sampler.SetWindow(new SourceWindow(0, 0, 64, 48), picture.Source);
        Assert.Throws<ArgumentException>(() => sampler.Sample(larger.Source, new TestFrame(64, 48).Band(0, 48)));
        Assert.Throws<ArgumentException>(() => sampler.Sample(picture.Source, new TestFrame(62, 48).Band(0, 48)));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(double.NaN, 10)]
    [InlineData(10, double.PositiveInfinity)]
    public void SetWindow_EmptyOrNotFinite_IsRefused(double width, double height)
    {
        using SourceSampler sampler = new(64, 48);
        TestPicture picture = TestPicture.Noise(64, 48, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.SetWindow(new SourceWindow(0, 0, width, height), picture.Source));
    }

    internal static TestFrame Render(TestPicture picture, int width, int height, SourceWindow window, int bandHeight = int.MaxValue)
    {
        TestFrame frame = new(width, height);
        using SourceSampler sampler = new(width, height);
        sampler.SetWindow(window, picture.Source);
        bandHeight = Math.Min(bandHeight, height);

        // From the bottom up: the order of bands is nobody's business.
        for (int row = (height - 1) / bandHeight * bandHeight; row >= 0; row -= bandHeight)
            sampler.Sample(picture.Source, frame.Band(row, Math.Min(bandHeight, height - row)));
        frame.AssertGuards();
        return frame;
    }

    internal static double[,] Reference(
        TestPicture picture, int plane, SourceWindow window, TestFrame frame,
        (int StepX, int StepY, double OffsetX, double OffsetY) chroma, Func<double, Func<double, double>> kernel)
    {
        double stepX = window.Width / frame.Width, stepY = window.Height / frame.Height;
        (double First, double Step) x = (window.Left + (stepX / 2) - 0.5, stepX), y = (window.Top + (stepY / 2) - 0.5, stepY);
        if (plane != 0)
        {
            x = ((window.Left + (stepX / 2) - 0.5 - chroma.OffsetX) / chroma.StepX, 2 * stepX / chroma.StepX);
            y = ((window.Top + stepY - 0.5 - chroma.OffsetY) / chroma.StepY, 2 * stepY / chroma.StepY);
        }

        return FloatResampler.Resample(
            picture[plane], (picture.PlaneWidth(plane), picture.PlaneHeight(plane)), x, y, (frame.PlaneWidth(plane), frame.PlaneHeight(plane)), kernel);
    }

    internal static (double Rms, double Greatest) Error(TestFrame frame, int plane, double[,] reference)
    {
        double sum = 0, greatest = 0;
        for (int y = 0; y < frame.PlaneHeight(plane); y++)
        {
            Span<short> row = frame.Row(plane, y);
            for (int x = 0; x < row.Length; x++)
            {
                double error = (row[x] / 128.0) - Math.Min(reference[y, x], Samples.Max / 128.0);
                sum += error * error;
                greatest = Math.Max(greatest, Math.Abs(error));
            }
        }

        return (Math.Sqrt(sum / reference.Length), greatest);
    }
}
