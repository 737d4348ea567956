namespace PluginRender.Kernels.Sampling.Tests;

public class ZoomJitterTests
{
    /// <summary>The center of a soft blob follows the zoom's formula in every frame: nothing snaps to whole samples.</summary>
    [Fact]
    public void Sample_SlowZoom_MovesABlobByTheFormula()
    {
        const double BlobX = 171.3, BlobY = 90.8;
        TestPicture picture = new TestPicture(288, 162).Fill((plane, x, y) =>
            16 + (219 * Math.Exp(-(Square(x + 0.5 - BlobX) + Square(y + 0.5 - BlobY)) / (2 * 16))));
        SourceWindow whole = SourceWindow.Fit(288, 162, 192, 108);
        double worst = 0;
        for (int frame = 0; frame < 120; frame++)
        {
            SourceWindow window = whole.Zoom(0.4, 0.45, 1 + (0.25 * frame / 119));
            (double x, double y) = Centroid(SourceSamplerTests.Render(picture, 192, 108, window));
            worst = Math.Max(worst, Math.Abs(x - ((BlobX - window.Left) / window.Width * 192)));
            worst = Math.Max(worst, Math.Abs(y - ((BlobY - window.Top) / window.Height * 108)));
        }

        Assert.True(worst < 0.02, $"off by {worst} pixels");
    }

    /// <summary>The place where a soft edge crosses mid gray, likewise, in output pixels per source sample of a pan.</summary>
    [Theory]
    [InlineData(1.5)]
    [InlineData(1.25)]
    [InlineData(1.0)]
    [InlineData(0.7)]
    public void Sample_SlowPan_MovesAnEdgeByTheFormula(double step)
    {
        const double Edge = 100.27;
        TestPicture picture = new TestPicture(200, 16).Fill((plane, x, y) => 128 + (100 * Math.Tanh((x + 0.5 - Edge) / 2.6)));
        double worst = 0;
        for (int frame = 0; frame < 100; frame++)
        {
            SourceWindow window = new(40 + (0.0371 * frame), 0, 64 * 2 * step, 16);
            Span<short> row = SourceSamplerTests.Render(picture, 128, 16, window).Row(0, 7);
            int after = 0;
            while (row[after] < Samples.Neutral) after++;
            double x = after - 0.5 + ((Samples.Neutral - row[after - 1]) / (double)(row[after] - row[after - 1]));
            worst = Math.Max(worst, Math.Abs(x - ((Edge - window.Left) / step)));
        }

        Assert.True(worst * Math.Min(1, step) < 0.02, $"off by {worst} pixels");
    }

    private static (double X, double Y) Centroid(TestFrame frame)
    {
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < frame.Height; y++)
        {
            Span<short> row = frame.Row(0, y);
            for (int x = 0; x < row.Length; x++)
            {
                double weight = Math.Max(0, row[x] - (18 * Samples.One));
                sum += weight;
                sumX += weight * (x + 0.5);
                sumY += weight * (y + 0.5);
            }
        }

        return (sumX / sum, sumY / sum);
    }

    private static double Square(double value) => value * value;
}
