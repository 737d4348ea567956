namespace PluginRender.Kernels.Sampling.Tests;

/// <summary>Both passes against their scalar references, with guards around what they write.</summary>
public unsafe class VerticalFirstTests
{
    private const int GuardLength = 64;
    private const short Guard = -12345;

    [Fact]
    public void VerticalByteFilter_EveryLength_EqualsScalar()
    {
        Random random = new(11);
        byte[] samples = new byte[10 * 400];
        random.NextBytes(samples);
        int[] taps = [Pair(-700, 9000), Pair(9100, -1016), Pair(20, -20), Pair(0, 0), Pair(16384, -16384)];
        fixed (byte* start = samples)
        {
            byte** rows = stackalloc byte*[10];
            for (int i = 0; i < 10; i++) rows[i] = start + (i * 391) + i;
            fixed (int* pairs = taps)
            {
                for (int count = 0; count <= 256; count++)
                {
                    for (int pairCount = 1; pairCount <= taps.Length; pairCount++) AssertVertical(rows, pairs, pairCount, count);
                }
            }
        }
    }

    [Theory]
    [InlineData(0.11)]
    [InlineData(0.8)]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(2.0)]
    [InlineData(2.3)]
    [InlineData(7.9)]
    public void HorizontalWordFilter_EveryLength_EqualsScalar(double step)
    {
        Random random = new(12);
        for (int count = 1; count <= 256; count++)
        {
            int size = Math.Max(1, (int)(count * step) + random.Next(-2, 3));
            using PolyphaseFilter filter = new(count);
            filter.Set(random.NextDouble() - 0.5, step, size, HorizontalWordFilter.PrefersBlocks ? HorizontalWordFilter.BlockedSpan : -1);
            short[] source = new short[size + (2 * filter.PairCount) + HorizontalWordFilter.Padding];
            for (int i = 0; i < source.Length; i++) source[i] = (short)random.Next(-23000, 23000);
            short[] expected = new short[count], actual = Guarded(count);
            fixed (short* from = source, to = expected)
            {
                HorizontalWordFilter.Scalar(from, filter, to);
                HorizontalWordFilter.Apply(from, filter, actual.AsSpan(GuardLength, count));
            }

            AssertGuarded(expected, actual);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(1.49)]
    [InlineData(33.3)]
    public void PolyphaseFilter_AnyStep_TapsSumToOne(double step)
    {
        using PolyphaseFilter filter = new(97);
        filter.Set(-1.7, step, Math.Max(5, (int)(97 * step) - 3), -1);
        for (int i = 0; i < 97; i++)
        {
            int sum = 0;
            for (int pair = 0; pair < filter.PairCount; pair++)
            {
                int taps = filter.Pairs[(i * filter.PairCount) + pair];
                sum += (short)taps + (taps >> 16);
            }

            Assert.Equal(1 << FixedPointTaps.Bits, sum);
        }
    }

    [Fact]
    public void PolyphaseFilter_SameArguments_IsNotBuiltAgain()
    {
        using PolyphaseFilter filter = new(16);
        Assert.True(filter.Set(0, 1.5, 24, -1));
        Assert.False(filter.Set(0, 1.5, 24, -1));
        Assert.True(filter.Set(0.001, 1.5, 24, -1));
    }

    private static void AssertVertical(byte** rows, int* pairs, int pairCount, int count)
    {
        short[] expected = new short[count], actual = Guarded(count);
        fixed (short* wanted = expected, made = actual)
        {
            VerticalByteFilter.Scalar(rows, pairs, pairCount, wanted, count);
            VerticalByteFilter.Apply(rows, pairs, pairCount, made + GuardLength, count, ((nint)rows[0], (nint)rows[0]));
        }

        AssertGuarded(expected, actual);
    }

    private static short[] Guarded(int count)
    {
        short[] samples = new short[count + (2 * GuardLength)];
        Array.Fill(samples, Guard);
        return samples;
    }

    private static void AssertGuarded(short[] expected, short[] actual)
    {
        Assert.True(actual.AsSpan(GuardLength, expected.Length).SequenceEqual(expected), $"{expected.Length} samples differ from the scalar reference");
        Assert.False(actual.AsSpan(0, GuardLength).ContainsAnyExcept(Guard), "written before the row");
        Assert.False(actual.AsSpan(GuardLength + expected.Length).ContainsAnyExcept(Guard), "written behind the row");
    }

    private static int Pair(int low, int high) => (low & 0xFFFF) | (high << 16);
}
