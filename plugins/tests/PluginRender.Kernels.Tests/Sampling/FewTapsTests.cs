namespace PluginRender.Kernels.Sampling.Tests;

/// <summary>The two passes and the taps of mild scaling: vector forms against their scalar references, taps against double precision.</summary>
public unsafe class FewTapsTests
{
    private const int GuardLength = 64;
    private const short Guard = -12345;

    public static TheoryData<double> Steps => [0.11, 0.5, 0.8, 1.0, 1.01, 1.25, 1.3, 1.5, 1.6, AxisTaps.GreatestStep];

    [Theory]
    [MemberData(nameof(Steps))]
    public void ColumnFilter_EveryLength_EqualsScalar(double step)
    {
        Random random = new(21);
        byte** sources = stackalloc byte*[ColumnFilter.RowsAtOnce];
        short** destinations = stackalloc short*[ColumnFilter.RowsAtOnce];
        for (int count = 1; count <= 200; count++)
        {
            int size = Math.Max(1, (int)(count * step) + random.Next(-2, 3));
            using ColumnTaps taps = new(count);
            taps.Set(random.NextDouble() - 0.5, step, size);
            int length = taps.BlockCount * ColumnTaps.BlockOutputs;
            byte[] source = new byte[size + ColumnFilter.Padding + (ColumnFilter.RowsAtOnce * 3)];
            random.NextBytes(source);
            int apart = length + (2 * GuardLength);
            short[] made = Guarded((ColumnFilter.RowsAtOnce * apart) - (2 * GuardLength)), expected = new short[length];
            fixed (byte* from = source)
            {
                fixed (short* to = made, wanted = expected)
                {
                    for (int row = 0; row < ColumnFilter.RowsAtOnce; row++)
                    {
                        sources[row] = from + (3 * row);
                        destinations[row] = to + (row * apart) + GuardLength;
                    }

                    ColumnFilter.Apply(sources, taps, destinations, 0);
                    for (int row = 0; row < ColumnFilter.RowsAtOnce; row++)
                    {
                        ColumnFilter.Scalar(sources[row], taps, wanted);
                        AssertGuarded(expected.AsSpan(0, count), made[(row * apart)..((row + 1) * apart)], length - count);
                    }
                }
            }
        }
    }

    [Fact]
    public void RowFilter_EveryLength_EqualsScalar()
    {
        Random random = new(22);
        short[] samples = new short[AxisTaps.Most * 700];
        for (int i = 0; i < samples.Length; i++) samples[i] = (short)random.Next(-24448, 24449);
        short[] taps = [-700, 9000, 9100, -1016, 20, -20, 16384, -2384];
        fixed (short* start = samples, factors = taps)
        {
            short** rows = stackalloc short*[AxisTaps.Most];
            for (int i = 0; i < AxisTaps.Most; i++) rows[i] = start + (i * 691) + i;
            for (int count = 0; count <= 300; count++)
            {
                for (int tapCount = 4; tapCount <= AxisTaps.Most; tapCount++)
                {
                    short[] expected = new short[count], made = Guarded(count);
                    fixed (short* wanted = expected, to = made)
                    {
                        RowFilter.Scalar(rows, factors, tapCount, wanted, count);
                        RowFilter.Apply(rows, factors, tapCount, to + GuardLength, count);
                    }

                    AssertGuarded(expected, made, 0);
                }
            }
        }
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
                using RowTaps rows = new(Count);
                using ColumnTaps columns = new(Count);
                rows.Set(first, step, size);
                columns.Set(first, step, size);
                for (int output = 0; output < Count; output++)
                {
                    double[] exact = Exact(first + (output * step), step, size);
                    int sum = 0;
                    for (int tap = 0; tap < rows.TapCount; tap++)
                    {
                        int made = rows.Of(output)[tap], at = rows.Starts[output] + tap;
                        Assert.Equal(made, columns.Of(output / ColumnTaps.BlockOutputs)[(tap * ColumnTaps.BlockOutputs) + (output % ColumnTaps.BlockOutputs)]);
                        Assert.Equal(at < size ? exact[at] : 0, made / (double)(1 << AxisTaps.Bits), 1.02 / (1 << AxisTaps.Bits));
                        sum += made;
                    }

                    Assert.Equal(rows.Starts[output], columns.Starts[output]);
                    Assert.Equal(1 << AxisTaps.Bits, sum);
                    Assert.InRange(rows.Starts[output], 0, size - 1);
                }
            }
        }
    }

    [Fact]
    public void AxisTaps_SameArguments_AreNotComputedAgain()
    {
        using RowTaps taps = new(16);
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
