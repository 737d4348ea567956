namespace PluginRender.Rendering.Tests.Preview;

public class PictureColorsTests
{
    // 75% and 100% color bars of BT.709 in 8-bit limited range.
    [Theory]
    [InlineData(16, 128, 128, 0, 0, 0)]
    [InlineData(235, 128, 128, 255, 255, 255)]
    [InlineData(126, 128, 128, 128, 128, 128)]
    [InlineData(63, 102, 240, 255, 0, 0)]
    [InlineData(173, 42, 26, 0, 255, 0)]
    [InlineData(32, 240, 118, 0, 0, 255)]
    [InlineData(168, 44, 136, 191, 191, 0)]
    [InlineData(255, 128, 128, 255, 255, 255)]
    [InlineData(0, 128, 128, 0, 0, 0)]
    public void ToRgb_PlainColor_IsTheColor(byte y, byte cb, byte cr, int red, int green, int blue)
    {
        var frame = new StillFrame(16, 16);
        Array.Fill(frame.Luma, y);
        Array.Fill(frame.Cb, cb);
        Array.Fill(frame.Cr, cr);
        RgbPicture picture = PictureColors.ToRgb(frame);
        for (int i = 0; i < picture.Bytes.Length; i += 3)
        {
            Assert.InRange(picture.Bytes[i], red - 1, red + 1);
            Assert.InRange(picture.Bytes[i + 1], green - 1, green + 1);
            Assert.InRange(picture.Bytes[i + 2], blue - 1, blue + 1);
        }
    }

    /// <summary>A ramp whose chroma, where it is sited, is a straight line must come back as that line.</summary>
    [Fact]
    public void ToRgb_ChromaRamp_HasNoSteps()
    {
        var frame = new StillFrame(64, 64);
        Array.Fill(frame.Luma, (byte)126);
        Array.Fill(frame.Cr, (byte)128);
        for (int y = 0; y < 32; y++)
        {
            for (int x = 0; x < 32; x++) frame.Cb[(y * 32) + x] = (byte)(100 + x + (y / 2));
        }

        RgbPicture picture = PictureColors.ToRgb(frame);
        for (int y = 4; y < 60; y++)
        {
            for (int x = 0; x < 61; x++)
            {
                // Half a code of chroma a column is 1.06 of blue.
                int step = picture.Row(y)[(3 * (x + 1)) + 2] - picture.Row(y)[(3 * x) + 2];
                Assert.InRange(step, 0, 2);
            }
        }
    }
}
