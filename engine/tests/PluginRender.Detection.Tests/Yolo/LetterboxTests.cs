using PluginRender.Detection.Yolo;
using PluginRender.Planning;

namespace PluginRender.Detection.Tests.Yolo;

public class LetterboxTests
{
    [Theory]
    [InlineData(1280, 720, 640, 640, 0, 140, 640, 360)]
    [InlineData(720, 1280, 640, 640, 140, 0, 360, 640)]
    [InlineData(100, 100, 640, 640, 0, 0, 640, 640)]
    [InlineData(5000, 10, 640, 640, 0, 319, 640, 1)]
    [InlineData(1000, 1000, 640, 480, 80, 0, 480, 480)]
    // 333 · 640 / 1000 = 213.12; (640 − 213) / 2 = 213.5, of which the smaller half comes first.
    [InlineData(1000, 333, 640, 640, 0, 213, 640, 213)]
    public void Fit_APicture_LiesInTheMiddle(int width, int height, int inputWidth, int inputHeight, int left, int top, int boxWidth, int boxHeight)
        => Assert.Equal(new Letterbox(inputWidth, inputHeight, left, top, boxWidth, boxHeight), Letterbox.Fit(width, height, inputWidth, inputHeight));

    [Fact]
    public void ToPicture_ABoxOfTheInput_IsInPartsOfThePicture()
    {
        Letterbox letterbox = Letterbox.Fit(1280, 720, 640, 640);

        Assert.Equal(new PictureBox(0.25, 0.5, 0.5, 0.25), letterbox.ToPicture(160, 320, 480, 410));
        Assert.Equal(new PictureBox(0, 0, 1, 1), letterbox.ToPicture(-5, 0, 700, 640));
        Assert.Equal(new PictureBox(0.25, 0.125, 0.5, 0.25), Letterbox.Fit(720, 1280, 640, 640).ToPicture(230, 80, 410, 240));
        Assert.Equal(0, letterbox.ToPicture(10, 0, 20, 140).Height);
    }

    [Fact]
    public void Write_APicture_GivesItsPlanesAndGrayAround()
    {
        var picture = new RgbImage(4, 2);
        for (int i = 0; i < 8; i++) (picture.Samples[3 * i], picture.Samples[(3 * i) + 1], picture.Samples[(3 * i) + 2]) = (255, 51, 0);
        float[] input = new float[3 * 4 * 4];
        Letterbox.Fit(4, 2, 4, 4).Write(picture, input);

        float gray = 114 / 255f;
        Assert.Equal([gray, gray, gray, gray, 1, 1, 1, 1, 1, 1, 1, 1, gray, gray, gray, gray], input[..16]);
        Assert.Equal([0.2f, 0.2f], input[20..22]);
        Assert.Equal([gray, 0f, 0f], input[35..38]);
    }
}
