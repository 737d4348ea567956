using System.Security.Cryptography;
using PluginRender.Detection.Saliency;
using PluginRender.Planning;

namespace PluginRender.Detection.Tests.Saliency;

public class SaliencyDetectorTests
{
    [Theory]
    [InlineData(640, 480, 0.3, 0.4, 0.2, 0.25)]
    [InlineData(1280, 400, 0.6, 0.3, 0.1, 0.4)]
    [InlineData(300, 1100, 0.35, 0.6, 0.4, 0.15)]
    [InlineData(120, 90, 0.2, 0.5, 0.3, 0.3)]
    [InlineData(800, 600, 0.2, 0.2, 0.55, 0.6)]
    public void Detect_OneObject_FindsItsBoxAndCenter(int width, int height, double left, double top, double boxWidth, double boxHeight)
    {
        var box = new PictureBox(left, top, boxWidth, boxHeight);
        DetectedSubjects found = SaliencyDetector.Detect(Scene.Of(width, height, (box, 200, 60, 40)));

        Subject subject = Assert.Single(found.Subjects);
        Assert.Equal(("salient", SubjectSource.Saliency), (subject.Label, subject.Source));
        Assert.True(Scene.Distance(box, subject.Box) < 0.02, $"{subject.Box} is not {box}");
        Assert.InRange(subject.Center.X, box.Center.X - 0.02, box.Center.X + 0.02);
        Assert.InRange(subject.Center.Y, box.Center.Y - 0.02, box.Center.Y + 0.02);
        Assert.InRange(subject.Score, 0.5, 1);
    }

    [Fact]
    public void Detect_SeveralObjects_FindsThemHeaviestFirst()
    {
        PictureBox small = new(0.15, 0.2, 0.15, 0.2), large = new(0.55, 0.4, 0.25, 0.35);
        DetectedSubjects found = SaliencyDetector.Detect(Scene.Of(960, 640, (small, 210, 50, 40), (large, 220, 60, 30)));

        Assert.Equal(2, found.Subjects.Length);
        Assert.True(Scene.Distance(large, found.Subjects[0].Box) < 0.02, found.Subjects[0].Box.ToString());
        Assert.True(Scene.Distance(small, found.Subjects[1].Box) < 0.02, found.Subjects[1].Box.ToString());
    }

    [Fact]
    public void Detect_BandFromEdgeToEdge_ComesAfterASmallerObject()
    {
        RgbImage picture = Scene.Of(960, 640, (new PictureBox(0.4, 0.1, 0.2, 0.25), 210, 50, 40));
        for (int y = 420; y < 500; y++)
            for (int x = 0; x < 960; x++)
                (picture.Row(y)[3 * x], picture.Row(y)[(3 * x) + 1], picture.Row(y)[(3 * x) + 2]) = (220, 70, 40);
        DetectedSubjects found = SaliencyDetector.Detect(picture);

        Assert.True(Scene.Distance(new PictureBox(0.4, 0.1, 0.2, 0.25), found.Subjects[0].Box) < 0.02, found.Subjects[0].Box.ToString());
        Assert.True(found.Subjects[1].Box.Width > 0.9, found.Subjects[1].Box.ToString());
    }

    [Fact]
    public void Detect_NothingThatStandsOut_FindsNothing()
    {
        var flat = new RgbImage(320, 200);
        flat.Samples.AsSpan().Fill(128);

        Assert.Empty(SaliencyDetector.Detect(flat).Subjects);
        Assert.Null(SaliencyDetector.Detect(flat).Mask);
        Assert.Empty(SaliencyDetector.Detect(new RgbImage(1, 1)).Subjects);
    }

    [Fact]
    public void Mask_OfAnObject_IsFullOnItAndEmptyFarFromIt()
    {
        SoftMask mask = SaliencyDetector.Detect(Scene.Of(640, 480, (new PictureBox(0.4, 0.4, 0.3, 0.3), 200, 60, 40))).Mask!;

        Assert.Equal((160, 120), (mask.Width, mask.Height));
        Assert.Equal(255, mask.Samples[(66 * 160) + 88]);
        Assert.Equal(0, mask.Samples[(10 * 160) + 10]);
        Assert.Equal(0, mask.Samples[(100 * 160) + 30]);
        Assert.Equal(64, mask.Reference.Sha256.Length);
    }

    // The same with DOTNET_EnableHWIntrinsic=0, DOTNET_EnableFMA=0 and DOTNET_TieredCompilation=0.
    [Fact]
    public void Detect_OnAnyMachine_GivesTheseBits()
    {
        RgbImage picture = Scene.Of(777, 501, (new PictureBox(0.31, 0.22, 0.21, 0.4), 30, 160, 70), (new PictureBox(0.7, 0.6, 0.1, 0.2), 230, 230, 30));
        DetectedSubjects found = SaliencyDetector.Detect(picture);
        string text = FactsJson.Write(new PictureFacts(found.Subjects, [], null, found.Mask!.Reference).Rounded());

        Assert.Equal("60ad314c9d283302", Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 8)));
    }
}
