using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Detection.Tests.Pictures;

public class PictureScalingTests
{
    private static readonly PictureBox Whole = new(0, 0, 1, 1);

    [Theory]
    [InlineData(81, 90, 240, 255, 0, 0)]
    [InlineData(235, 128, 128, 255, 255, 255)]
    [InlineData(16, 128, 128, 0, 0, 0)]
    public void ToRgb_FlatColor_IsThatColor(byte luma, byte cb, byte cr, byte red, byte green, byte blue)
    {
        // Red in BT.709 is (63, 102, 240).
        if (red == 255 && green == 0) (luma, cb) = (63, 102);
        RgbImage image = PictureScaling.ToRgb(Flat(40, 30, luma, cb, cr), 7, 5);
        for (int i = 0; i < 35; i++)
        {
            Assert.InRange(image.Samples[3 * i], Math.Max(0, red - 1), red);
            Assert.InRange(image.Samples[(3 * i) + 1], green == 0 ? 0 : green - 1, green == 0 ? 1 : green);
            Assert.InRange(image.Samples[(3 * i) + 2], blue == 0 ? 0 : blue - 1, blue == 0 ? 1 : blue);
        }
    }

    [Fact]
    public void Scale_ToTheSameSize_ChangesNothing()
    {
        RgbImage image = Gradient(17, 11);
        Assert.Equal(image.Samples, PictureScaling.Scale(image, Whole, 17, 11).Samples);
        Assert.Equal(image.Samples, PictureScaling.Scale(image, Whole, 17, 11, ScalingKernel.Cubic).Samples);
    }

    // A triangle of stretch 2 over codes 0, 30, 60, ...: weights 1/8, 3/8, 3/8, 1/8 about each target's center.
    [Fact]
    public void Scale_ToHalf_WeighsNeighbors()
    {
        var image = new RgbImage(8, 1);
        for (int x = 0; x < 8; x++) image.Samples[3 * x] = (byte)(30 * x);
        byte[] red = [.. PictureScaling.Scale(image, Whole, 4, 1).Samples.Where((_, i) => i % 3 == 0)];

        // At the left edge the tap outside is left out: (0·3 + 30·3 + 60·1) / 7 = 21.4.
        Assert.Equal([21, 75, 135, 189], red);
    }

    // Between the centers of two pixels, a quarter and three quarters of the way.
    [Fact]
    public void Scale_ToDouble_IsLinearBetweenCenters()
    {
        var image = new RgbImage(2, 1);
        image.Samples[3] = 100;
        Assert.Equal([0, 25, 75, 100], PictureScaling.Scale(image, Whole, 4, 1).Samples.Where((_, i) => i % 3 == 0).Select(s => (int)s));
    }

    [Fact]
    public void Scale_OfAPart_ShowsThatPart()
    {
        var image = new RgbImage(100, 100);
        for (int y = 20; y < 60; y++)
            for (int x = 50; x < 80; x++)
                image.Row(y)[3 * x] = 200;
        RgbImage part = PictureScaling.Scale(image, new PictureBox(0.5, 0.2, 0.3, 0.4), 6, 4);
        Assert.All(part.Samples.Where((_, i) => i % 3 == 0).Skip(7).Take(4), s => Assert.Equal(200, s));
    }

    [Fact]
    public void Scale_OfNothing_ShowsThePixelThere()
        => Assert.Equal([0, 0, 0], PictureScaling.Scale(new RgbImage(10, 10), new PictureBox(1, 1, 0, 0), 1, 1).Samples);

    [Theory]
    [InlineData(1000, 500, 160, 160, 80)]
    [InlineData(3, 5000, 160, 1, 160)]
    [InlineData(100, 50, 160, 100, 50)]
    public void Within_AnySize_KeepsTheAspect(int width, int height, int most, int expectedWidth, int expectedHeight)
        => Assert.Equal((expectedWidth, expectedHeight), RgbImage.Within(width, height, most));

    private static SourcePicture Flat(int width, int height, byte luma, byte cb, byte cr) => new(
        Plane(width, height, luma), Plane(width / 2, height / 2, cb), Plane(width / 2, height / 2, cr), 2, 2, 0.5, 0.5);

    private static SourcePlane Plane(int width, int height, byte code)
    {
        byte[] samples = new byte[width * height];
        samples.AsSpan().Fill(code);
        return new SourcePlane(samples, width, width, height);
    }

    private static RgbImage Gradient(int width, int height)
    {
        var image = new RgbImage(width, height);
        for (int i = 0; i < image.Samples.Length; i++) image.Samples[i] = (byte)(i * 37);
        return image;
    }
}
