using PluginRender.Sdk;

namespace PluginRender.Projects.Tests;

public class FrameRateTests
{
    [Theory]
    [InlineData("30", 30, 1, "30")]
    [InlineData("30000/1001", 30000, 1001, "30000/1001")]
    [InlineData("60/2", 30, 1, "30")]
    [InlineData("24000/1001", 24000, 1001, "24000/1001")]
    public void TryParse_OfARational_ReducesIt(string text, int numerator, int denominator, string shown)
    {
        Assert.True(FrameRate.TryParse(text, out FrameRate rate));
        Assert.Equal((numerator, denominator, shown), (rate.Numerator, rate.Denominator, rate.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-30")]
    [InlineData("+30")]
    [InlineData(" 30")]
    [InlineData("29.97")]
    [InlineData("30/0")]
    [InlineData("30/")]
    [InlineData("/1001")]
    [InlineData("30/1/1")]
    [InlineData("1e2")]
    [InlineData("99999999999")]
    public void TryParse_OfAnythingElse_IsFalse(string? text) => Assert.False(FrameRate.TryParse(text, out _));

    [Fact]
    public void ToFrames_AtAHalf_RoundsUp()
    {
        Assert.Equal(1, new FrameRate(30, 1).ToFrames(1m / 60 * 1.0000000000000000000000001m));
        Assert.Equal(3, new FrameRate(25, 1).ToFrames(0.1m));
        Assert.Equal(2, new FrameRate(25, 1).ToFrames(0.0999999m));
    }
}
