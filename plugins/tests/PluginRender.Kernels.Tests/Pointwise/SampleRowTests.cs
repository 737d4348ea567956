namespace PluginRender.Kernels.Pointwise.Tests;

/// <summary>Every point-wise kernel, in place, at every length, against its scalar reference.</summary>
public class SampleRowTests
{
    private const short Guard = -23131;

    public delegate void RowKernel(Span<short> row);

    public static TheoryData<string> Kernels => [.. Pairs(16).Select(pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Apply_EveryLength_EqualsScalar(string name)
    {
        for (int length = 0; length <= 256; length++)
        {
            (_, RowKernel apply, RowKernel scalar) = Pairs(length).Single(pair => pair.Name == name);
            short[] expected = Row(length, 31 + length), actual = new short[length + 131];
            Array.Fill(actual, Guard);
            expected.CopyTo(actual, 67);
            scalar(expected);
            apply(actual.AsSpan(67, length));
            Assert.Equal(expected, actual.AsSpan(67, length).ToArray());
            Assert.False(actual.AsSpan(0, 67).ContainsAnyExcept(Guard) || actual.AsSpan(67 + length).ContainsAnyExcept(Guard));
        }
    }

    internal static IEnumerable<(string Name, RowKernel Apply, RowKernel Scalar)> Pairs(int length)
    {
        foreach ((double scale, double pivot, double shift) in new[] { (1.1, 16064.0, 300.0), (4.0, 16384.0, 0.0), (0.0, 100.0, -28032.0), (-4.0, 32768.0, 32768.0) })
        {
            Affine affine = Affine.About(scale, pivot, shift);
            yield return ($"affine {scale}", row => affine.Apply(row), row => affine.ApplyScalar(row));
        }

        foreach (double amount in new[] { 1e-4, 0.37, 1.0 })
        {
            yield return ($"mix {amount}", row => ConstantMix.Apply(row, 2048, amount), row => ConstantMix.ApplyScalar(row, 2048, amount));
        }

        foreach (double strength in new[] { 0.3, 1.0 })
        {
            RadialFalloff falloff = new((0.5 - (length / 2.0), 1), (-20, 2), (length, 20), 90, strength);
            yield return ($"falloff {strength}", row => falloff.Apply(row, 3, 2048), row => falloff.ApplyScalar(row, 3, 2048));
        }

        foreach (short amplitude in new short[] { 1, 1000, short.MaxValue })
        {
            ulong key = GrainNoise.RowKey(1, 2, 3, amplitude);
            yield return ($"grain {amplitude}", row => GrainNoise.Apply(row, key, amplitude), row => GrainNoise.ApplyScalar(row, key, amplitude));
        }
    }

    /// <summary>Any 16-bit values, the extremes among them.</summary>
    internal static short[] Row(int length, int seed)
    {
        Random random = new(seed);
        short[] row = new short[length];
        foreach (ref short sample in row.AsSpan())
            sample = random.Next(8) switch { 0 => short.MinValue, 1 => short.MaxValue, _ => (short)random.Next(short.MinValue, short.MaxValue + 1) };
        return row;
    }
}
