namespace PluginRender.Kernels.Sampling.Tests;

/// <summary>The two passes and the taps of mild scaling: vector forms against their scalar references, taps against double precision.</summary>
public unsafe class HorizontalFirstTests
{
    private const int GuardLength = 64;
    private const short Guard = -12345;

    public static TheoryData<double> Steps => [0.11, 0.5, 0.8, 1.0, 1.01, 1.25, 1.3, 1.5, 1.6, AxisTaps.GreatestStep];

    [Theory]
    [MemberData(nameof(Steps))]
    public void HorizontalByteFilter_EveryLength_EqualsScalar(double step)
    {
        Random random = new(21);
        byte** sources = stackalloc byte*[HorizontalByteFilter.RowsAtOnce];
        short** destinations = stackalloc short*[HorizontalByteFilter.PairsAtOnce];
        for (int count = 1; count <= 200; count++)
        {
            int size = Math.Max(1, (int)(count * step) + random.Next(-2, 3));
            using HorizontalTaps taps = new(count);
            taps.Set(random.NextDouble() - 0.5, step, size);
            int length = 2 * taps.BlockCount * HorizontalTaps.BlockOutputs;
            byte[] source = new byte[size + HorizontalByteFilter.Padding + (HorizontalByteFilter.RowsAtOnce * 3)];
            random.NextBytes(source);
            int apart = length + (2 * GuardLength);
            short[] made = Guarded((HorizontalByteFilter.PairsAtOnce * apart) - (2 * GuardLength)), expected = new short[length];
            fixed (byte* from = source)
            {
                fixed (short* to = made, wanted = expected)
                {
                    for (int row = 0; row < HorizontalByteFilter.RowsAtOnce; row++) sources[row] = from + (3 * row);
                    for (int pair = 0; pair < HorizontalByteFilter.PairsAtOnce; pair++) destinations[pair] = to + (pair * apart) + GuardLength;
                    HorizontalByteFilter.Apply(sources, taps, destinations, 0);
                    for (int pair = 0; pair < HorizontalByteFilter.PairsAtOnce; pair++)
                    {
                        HorizontalByteFilter.Scalar(sources[2 * pair], sources[(2 * pair) + 1], taps, wanted);
                        AssertGuarded(expected.AsSpan(0, 2 * count), made[(pair * apart)..((pair + 1) * apart)], length - (2 * count));
                    }
                }
            }
        }
    }

    [Fact]
    public void VerticalWordFilter_EveryLength_EqualsScalar()
    {
        Random random = new(22);
        short[] samples = new short[VerticalTaps.MostPairs * 700];
        for (int i = 0; i < samples.Length; i++) samples[i] = (short)random.Next(-24448, 24449);
        int[] taps = [Pair(-700, 9000), Pair(9100, -1016), Pair(20, -20), Pair(16384, -16384)];
        fixed (short* start = samples)
        {
            fixed (int* factors = taps)
            {
                short** rows = stackalloc short*[VerticalTaps.MostPairs];
                for (int i = 0; i < VerticalTaps.MostPairs; i++) rows[i] = start + (i * 691) + i;
                for (int count = 0; count <= 300; count++)
                {
                    for (int pairCount = 1; pairCount <= VerticalTaps.MostPairs; pairCount++)
                    {
                        short[] expected = new short[count], made = Guarded(count);
                        fixed (short* wanted = expected, to = made)
                        {
                            VerticalWordFilter.Scalar(rows, factors, pairCount, wanted, count);
                            VerticalWordFilter.Apply(rows, factors, pairCount, to + GuardLength, count);
                        }

                        AssertGuarded(expected, made, 0);
                    }
                }
            }
        }
    }

    // A color that is the same everywhere is the same in every frame of a zoom, or a plain background would get a pattern of dots.
    [Theory]
    [InlineData(16, 128)]
    [InlineData(77, 91)]
    [InlineData(235, 240)]
    public void Sample_FlatPicture_StaysFlatAtEveryZoom(int luma, int chroma)
    {
        TestPicture picture = new TestPicture(288, 162).Fill((plane, _, _) => plane == 0 ? luma : chroma);
        TestFrame flat = new TestFrame(192, 108).Fill((plane, _, _) => (short)((plane == 0 ? luma : chroma) * Samples.One));
        for (double zoom = 0.8; zoom < 2; zoom += 0.037) SourceSamplerTests.Render(picture, 192, 108, SourceWindow.Fit(288, 162, 192, 108).Zoom(0.31, 0.64, zoom)).AssertSame(flat);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void AxisTaps_AnyStepAndPosition_AreTheKernelWithinOneUnit(double step)
    {
        const int Count = 150, Size = 120;
        foreach (double first in new[] { -9.3, -0.25, 0, 4.7, 3000.123456789 })
        {
            // A plane that the outputs reach across on both sides, and one that they lie within.
            foreach (int size in new[] { 1, 3, Size, 8192 })
            {
                using VerticalTaps rows = new(Count);
                using HorizontalTaps columns = new(Count);
                rows.Set(first, step, size);
                columns.Set(first, step, size);
                for (int output = 0; output < Count; output++)
                {
                    double[] exact = Exact(first + (output * step), step, size);
                    int sum = 0;
                    for (int tap = 0; tap < rows.TapCount; tap++)
                    {
                        int made = ((short*)rows.Of(output))[(rows.Starts[output] % 2) + tap], at = rows.Starts[output] + tap;
                        int pair = columns.Of(output / HorizontalTaps.BlockOutputs)[(tap / 2 * HorizontalTaps.BlockOutputs) + (output % HorizontalTaps.BlockOutputs)];
                        Assert.Equal(made, tap % 2 == 0 ? (short)pair : pair >> 16);
                        Assert.Equal(at < size ? exact[at] : 0, made / (double)(1 << FixedPointTaps.Bits), 1.02 / (1 << FixedPointTaps.Bits));
                        sum += made;
                    }

                    Assert.Equal(rows.Starts[output], columns.Starts[output]);
                    Assert.Equal(1 << FixedPointTaps.Bits, sum);
                    Assert.InRange(rows.Starts[output], 0, size - 1);
                }
            }
        }
    }

    [Fact]
    public void AxisTaps_SameArguments_AreNotComputedAgain()
    {
        using VerticalTaps taps = new(16);
        Assert.True(taps.Set(0, 1.5, 24));
        Assert.False(taps.Set(0, 1.5, 24));
        Assert.True(taps.Set(0.001, 1.5, 24));
    }

    [Fact]
    public void Sample_BandsOfAlternatingPictures_GivesWhatEachAloneGives()
    {
        // Rows of the band above are kept: never those of another picture or another window.
        TestPicture[] pictures = [TestPicture.Noise(150, 111, 31), TestPicture.Noise(150, 111, 32)];
        SourceWindow[] windows = [SourceWindow.Fit(150, 111, 130, 90).Zoom(0.2, 0.9, 1.21), SourceWindow.Fit(150, 111, 130, 90).Zoom(0.2, 0.8, 1.2)];
        using SourceSampler sampler = new(130, 90);
        TestFrame frame = new(130, 90);
        for (int row = 0; row < 90; row += 10)
        {
            sampler.SetWindow(windows[row / 20 % 2], pictures[row / 10 % 2].Source);
            sampler.Sample(pictures[row / 10 % 2].Source, frame.Band(row, 10));
            TestFrame alone = SourceSamplerTests.Render(pictures[row / 10 % 2], 130, 90, windows[row / 20 % 2]);
            for (int y = row; y < row + 10; y++) Assert.True(frame.Row(0, y).SequenceEqual(alone.Row(0, y)), $"row {y}");
        }
    }

    /// <summary>The weights of the filter in double precision, for every sample of the plane.</summary>
    private static double[] Exact(double position, double step, int size)
    {
        double scale = Math.Max(1, step), sum = 0;
        double[] weights = new double[size];
        for (int tap = (int)Math.Floor(position - (2 * scale)); tap <= position + (2 * scale); tap++)
        {
            double weight = FloatResampler.Keys(step)(Math.Abs(tap - position) / scale);
            weights[Math.Clamp(tap, 0, size - 1)] += weight;
            sum += weight;
        }

        return [.. weights.Select(w => w / sum)];
    }

    private static int Pair(int low, int high) => (low & 0xFFFF) | (high << 16);

    private static short[] Guarded(int count)
    {
        short[] samples = new short[count + (2 * GuardLength)];
        Array.Fill(samples, Guard);
        return samples;
    }

    private static void AssertGuarded(ReadOnlySpan<short> expected, short[] made, int free)
    {
        Assert.True(made.AsSpan(GuardLength, expected.Length).SequenceEqual(expected), $"{expected.Length} samples differ from the scalar reference");
        Assert.False(made.AsSpan(0, GuardLength).ContainsAnyExcept(Guard), "written before the row");
        Assert.False(made.AsSpan(GuardLength + expected.Length + free).ContainsAnyExcept(Guard), "written behind the row");
    }
}
