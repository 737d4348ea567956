namespace PluginRender.Kernels.Blur.Tests;

public unsafe class GaussianBlurTests
{
    [Theory]
    [InlineData(0.5, 0.05)]
    [InlineData(1.0, 0.05)]
    [InlineData(2.0, 0.02)]
    [InlineData(4.0, 0.015)]
    [InlineData(9.7, 0.015)]
    [InlineData(31.3, 0.015)]
    [InlineData(100.0, 0.015)]
    public void Apply_Step_StaysNearTheGaussian(double radius, double tolerance)
    {
        const int Width = 640, Edge = 320;
        TestFrame input = new TestFrame(Width, 16).Fill((plane, x, y) => x < (plane == 0 ? Edge : Edge / 2) ? (short)2000 : (short)30000);
        TestFrame output = Blur(input, radius, 16);
        for (int plane = 0; plane < 2; plane++)
        {
            double sigma = radius / (plane == 0 ? 2 : 4), edge = plane == 0 ? Edge : Edge / 2, worst = 0;
            double before = 0, total = 0;
            for (int k = -1000; k <= 1000; k++) total += Math.Exp(-k * k / (2 * sigma * sigma));
            for (int x = 0; x < input.PlaneWidth(plane); x++)
            {
                before = 0;
                for (int k = -1000; k <= x - edge; k++) before += Math.Exp(-(double)k * k / (2 * sigma * sigma)) / total;
                worst = Math.Max(worst, Math.Abs(((output.Row(plane, 0)[x] - 2000) / 28000.0) - before));
            }

            Assert.True(worst < tolerance, $"plane {plane}: step response off by {worst}");
        }
    }

    [Fact]
    public void Apply_RowsAndColumns_AreTreatedAlike()
    {
        TestFrame across = TestFrame.Random(64, 64, 51), down = new TestFrame(64, 64).Fill((plane, x, y) => across.Row(plane, x)[y]);
        TestFrame a = Blur(across, 6.3, 64), b = Blur(down, 6.3, 64);

        // The passes round in another order: a sample or two of 128 to the code.
        for (int y = 0; y < 64; y++)
        {
            for (int x = 0; x < 64; x++) Assert.True(Math.Abs(a.Row(0, y)[x] - b.Row(0, x)[y]) <= 3);
        }
    }

    [Theory]
    [InlineData(64, 48, 3.0)]
    [InlineData(18, 18, 100.0)]
    [InlineData(16, 16, 0.4)]
    [InlineData(130, 70, 22.2)]
    public void Apply_AnySplitIntoBands_GivesTheSameSamples(int width, int height, double radius)
    {
        TestFrame input = TestFrame.Random(width, height, 52);
        TestFrame whole = Blur(input, radius, height);
        foreach (int band in new[] { 2, 6, 16, 34 }) Blur(input, radius, band).AssertSame(whole);
    }

    [Fact]
    public void Apply_RadiusZero_Copies()
    {
        TestFrame input = TestFrame.Random(66, 50, 53);
        Blur(input, 0, 10).AssertSame(input);
    }

    [Fact]
    public void Apply_FlatFrame_ChangesNothing()
    {
        foreach (short sample in new short[] { short.MinValue, -1, 0, 12345, Samples.Max })
        {
            TestFrame input = new TestFrame(80, 40).Fill((plane, x, y) => sample);
            foreach (double radius in new[] { 0.3, 2, 17.5, 100 }) Blur(input, radius, 40).AssertSame(input);
        }
    }

    [Fact]
    public void Apply_InputWithoutNeighborhood_IsRefused()
    {
        using GaussianBlur blur = new(64, 64, 10);
        TestFrame input = TestFrame.Random(64, 64, 54), output = new(64, 64);
        Assert.Throws<ArgumentException>(() => blur.Apply(input.View(20, 10, blur.Reach - 4), output.Band(20, 10)));
    }

    [Fact]
    public void Apply_EveryFrame_AllocatesNothing()
    {
        using GaussianBlur blur = new(64, 64, 10);
        TestFrame input = TestFrame.Random(64, 64, 54), output = new(64, 64);
        long before = 0;
        for (int i = 0; i < 30; i++)
        {
            if (i == 10) before = GC.GetAllocatedBytesForCurrentThread();
            blur.Apply(input.View(0, 64, blur.Reach), output.Band(0, 64));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void BoxPass_EveryWidth_EqualsScalar()
    {
        Random random = new(55);
        BoxFilter box = BoxFilter.ForDeviation(3.7);
        int count = 9, reads = count + (2 * box.Reach);
        short** inputs = stackalloc short*[reads], first = stackalloc short*[count], second = stackalloc short*[count];
        for (int width = 0; width <= 256; width++)
        {
            short[] source = new short[reads * (width + 3)], expected = new short[count * (width + 5)], actual = new short[count * (width + 5)];
            foreach (ref short sample in source.AsSpan()) sample = (short)random.Next(short.MinValue, short.MaxValue + 1);
            fixed (short* from = source, wanted = expected, made = actual)
            {
                for (int i = 0; i < reads; i++) inputs[i] = from + (i * (width + 3)) + 1;
                for (int i = 0; i < count; i++)
                {
                    first[i] = wanted + (i * (width + 5)) + 2;
                    second[i] = made + (i * (width + 5)) + 2;
                }

                for (int x = 0; x < width; x++) BoxPass.Scalar(inputs, first, count, x, box);
                BoxPass.Apply(inputs, second, count, width, box);
            }

            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Transposition_EverySize_EqualsScalar()
    {
        short[] source = [.. Enumerable.Range(0, 70 * 70).Select(i => (short)(i * 31))];
        for (int width = 0; width <= 33; width++)
        {
            for (int height = 0; height <= 33; height++)
            {
                short[] expected = new short[35 * 37], actual = new short[35 * 37];
                fixed (short* from = source, wanted = expected, made = actual)
                {
                    Transposition.Scalar(from, 69, wanted, 36, (0, width), (0, height));
                    Transposition.Apply(from, 69, made, 36, width, height);
                }

                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void BoxFilter_EveryDeviation_WeightsSumToOneAndVarianceIsRight()
    {
        for (double sigma = 0; sigma <= 60; sigma += 0.05)
        {
            BoxFilter box = BoxFilter.ForDeviation(sigma);
            Assert.Equal(1 << BoxFilter.WeightBits, (((2 * box.Half) + 1) * box.Full) + (2 * box.End));
            Assert.InRange(box.End, 0, box.Full + (2 * box.Half) + 2);
            double variance = 2 * box.End * Math.Pow(box.Half + 1, 2);
            for (int k = -box.Half; k <= box.Half; k++) variance += box.Full * (double)k * k;
            Assert.Equal(sigma, Math.Sqrt(3 * variance / 65536), 0.02 + (0.005 * sigma));
        }
    }

    private static TestFrame Blur(TestFrame input, double radius, int band)
    {
        using GaussianBlur blur = new(input.Width, input.Height, radius);
        TestFrame output = new(input.Width, input.Height, 11);
        for (int row = 0; row < input.Height; row += band)
        {
            int count = Math.Min(band, input.Height - row);
            blur.Apply(input.View(row, count, blur.Reach), output.Band(row, count));
        }

        output.AssertGuards();
        return output;
    }
}
