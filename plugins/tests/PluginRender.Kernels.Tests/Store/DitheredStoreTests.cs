namespace PluginRender.Kernels.Store.Tests;

public class DitheredStoreTests
{
    private const byte Guard = 0xA5;

    [Fact]
    public void StoreRow_EveryLength_EqualsScalar()
    {
        Random random = new(21);
        for (int length = 0; length <= 256; length++)
        {
            short[] source = new short[length];
            foreach (ref short sample in source.AsSpan()) sample = (short)random.Next(short.MinValue, short.MaxValue + 1);
            byte[] expected = new byte[length], actual = new byte[length + 128];
            Array.Fill(actual, Guard);
            DitheredStore.Scalar(source, expected, length + 5, 0, default(DitheredStore.Unchanged));
            DitheredStore.StoreRow(source, actual.AsSpan(64, length), length + 5);
            Assert.Equal(expected, actual.AsSpan(64, length).ToArray());
            Assert.False(actual.AsSpan(0, 64).ContainsAnyExcept(Guard) || actual.AsSpan(64 + length).ContainsAnyExcept(Guard));
        }
    }

    [Fact]
    public void StoreRow_WholeCodes_AreStoredExactly()
    {
        short[] source = [.. Enumerable.Range(0, 256).Select(code => (short)(code * Samples.One))];
        for (int row = 0; row < 16; row++)
        {
            byte[] codes = new byte[256];
            DitheredStore.StoreRow(source, codes, row);
            Assert.Equal(Enumerable.Range(0, 256).Select(code => (byte)code), codes);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-14000)]
    [InlineData(short.MinValue)]
    public void StoreRow_BelowZero_BecomesZero(int sample) => Assert.All(Tile((short)sample), code => Assert.Equal(0, code));

    [Fact]
    public void StoreRow_LargestSample_Becomes255() => Assert.All(Tile(Samples.Max), code => Assert.Equal(255, code));

    [Fact]
    public void StoreRow_EveryLevelOfAFineRamp_KeepsItsMeanOverATile()
    {
        for (int sample = 0; sample <= 255 * Samples.One; sample++)
        {
            long sum = Tile((short)sample).Sum(code => (long)code);
            Assert.True(sum * Samples.One == sample * 256L, $"sample {sample}: sum of 256 codes {sum}");
        }
    }

    [Fact]
    public void StoreRow_DestinationTooShort_IsRefused()
        => Assert.Throws<ArgumentException>(() => DitheredStore.StoreRow(new short[10], new byte[9], 0));

    private static byte[] Tile(short sample)
    {
        short[] source = new short[16];
        Array.Fill(source, sample);
        byte[] codes = new byte[256];
        for (int row = 0; row < 16; row++) DitheredStore.StoreRow(source, codes.AsSpan(row * 16, 16), row);
        return codes;
    }
}
