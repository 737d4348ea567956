using System.Security.Cryptography;

namespace PluginRender.Planning.Tests.Sources;

public class MaskSamplesTests
{
    [Fact]
    public void Samples_PackedAndUnpacked_AreTheSame()
    {
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            // From noise to long runs.
            byte[] samples = new byte[random.Next(1, 700)];
            int change = 1 + random.Next(1 + (i / 2));
            for (int k = 0; k < samples.Length; k++) samples[k] = k > 0 && random.Next(change) > 0 ? samples[k - 1] : (byte)random.Next(3 + i);
            MaskReference mask = Reference(samples);
            Assert.Equal(samples, MaskSamples.Of(samples).Unpack(mask));
            Assert.Equal(MaskSamples.Of(samples), MaskSamples.Read(MaskSamples.Of(samples).Packed.ToArray(), mask));
        }
    }

    [Fact]
    public void Of_ARun_IsShort() => Assert.InRange(MaskSamples.Of(new byte[160 * 90]).Packed.Length, 4, 300);

    [Theory]
    [InlineData("")]
    [InlineData("AA==")] // A run of one sample without the sample.
    [InlineData("gAAB")] // The code that is none.
    [InlineData("/QE=")] // Four samples of the five.
    [InlineData("+wE=")] // Six samples.
    [InlineData("/AI=")] // Five others.
    [InlineData("/AEA")] // One byte more.
    public void Read_OfOtherThanFiveOnes_IsNull(string text)
    {
        MaskReference mask = Reference([1, 1, 1, 1, 1]);
        Assert.NotNull(MaskSamples.Read(Convert.FromBase64String("/AE="), mask));
        Assert.Null(MaskSamples.Read(Convert.FromBase64String(text), mask));
    }

    [Fact]
    public void Read_OfASmallTextForAHugeMask_TakesNoMemory()
    {
        var mask = new MaskReference(4096, 4096, new string('a', 64));
        byte[] packed = Convert.FromBase64String("/AE=");
        _ = MaskSamples.Read(packed, mask);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(MaskSamples.Read(packed, mask));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    private static MaskReference Reference(byte[] samples) => new(samples.Length, 1, Convert.ToHexStringLower(SHA256.HashData(samples)));
}
