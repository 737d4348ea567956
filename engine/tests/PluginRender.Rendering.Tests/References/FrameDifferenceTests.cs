namespace PluginRender.Rendering.Tests.References;

public class FrameDifferenceTests
{
    [Fact]
    public void Of_TwoFrames_CountsLumaAndChromaAlike()
    {
        var expected = new StillFrame(8, 4);
        var received = new StillFrame(8, 4);
        Assert.Equal(new FrameDifference(0, 48, 0), FrameDifference.Of(expected, received));
        received.Luma[5] = 3;
        received.Cb[1] = 4;
        expected.Cr[7] = 200;
        Assert.Equal(new FrameDifference(9 + 16 + 40000, 48, 200), FrameDifference.Of(expected, received));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameDifference.Of(expected, new StillFrame(4, 8)));
    }

    [Theory]
    [InlineData(1, 255)]
    [InlineData(3, 85)]
    [InlineData(200, 1)]
    public void Picture_OfAnyDifference_CanBeSeen(int most, int factor)
    {
        var expected = new RgbPicture(2, 1);
        var received = new RgbPicture(2, 1);
        expected.Bytes[4] = (byte)most;
        Assert.Equal([0, 0, 0, 0, (byte)(most * factor), 0], FrameDifference.Picture(expected, received, out int multiplied).Bytes);
        Assert.Equal(factor, multiplied);
        Assert.Equal(FrameDifference.Picture(expected, received, out _).Bytes, FrameDifference.Picture(received, expected, out _).Bytes);
    }

    [Fact]
    public void Picture_OfEqualPictures_IsBlack()
        => Assert.All(FrameDifference.Picture(new RgbPicture(3, 3), new RgbPicture(3, 3), out _).Bytes, b => Assert.Equal(0, b));
}
