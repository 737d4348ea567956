using PluginRender.Detection.Clip;
using PluginRender.Planning;

namespace PluginRender.Detection.Tests.Clip;

public class ClipScoresTests
{
    [Fact]
    public void Normalize_AnEmbedding_HasLengthOne()
    {
        Assert.Equal([0.6f, -0.8f], ClipScores.Normalize([3, -4]));
        Assert.Equal([0f, 0f], ClipScores.Normalize([0, 0]));
        Assert.Equal([0f, 0f], ClipScores.Normalize([float.NaN, 1]));
    }

    [Fact]
    public void Cosine_OfEmbeddings_IsTheirProduct()
    {
        Assert.Equal(0.96, ClipScores.Cosine([0.6f, 0.8f], [0.8f, 0.6f]), 6);
        Assert.Equal(-1, ClipScores.Cosine([1, 0], [-1, 0]));
    }

    // Cosines 0.30, 0.29 and 0.20: e^0, e^−1 and e^−10 of their sum.
    [Fact]
    public void Tags_OfThreeWords_AreASoftmaxWithoutTheUnlikely()
    {
        var tags = ClipScores.Tags([1, 0], [("b", [0.29f, 0]), ("a", [0.3f, 0]), ("c", [0.2f, 0])]);
        Assert.Equal([("a", 0.7310), ("b", 0.2689)], tags.Select(t => (t.Name, Math.Round(t.Score, 4))));
        Assert.Empty(ClipScores.Tags([1, 0], []));
    }

    [Fact]
    public void Whole_OfAWidePicture_IsItsMiddle()
    {
        // Left and right quarters red, the middle half green.
        var picture = new RgbImage(80, 40);
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 80; x++)
                picture.Row(y)[(3 * x) + (x is < 20 or >= 60 ? 0 : 1)] = 200;
        // Not at the edges: the cubic kernel swings over there.
        RgbImage whole = ClipPictures.Whole(picture, 10);
        Assert.Equal((10, 10), (whole.Width, whole.Height));
        Assert.All(Enumerable.Range(2, 6), x => Assert.Equal((0, 200), (whole.Row(5)[3 * x], whole.Row(5)[(3 * x) + 1])));
        RgbImage region = ClipPictures.Region(picture, new PictureBox(0.75, 0, 0.25, 1), 10);
        Assert.All(Enumerable.Range(2, 6), x => Assert.Equal((200, 0), (region.Row(5)[3 * x], region.Row(5)[(3 * x) + 1])));
    }

    [Fact]
    public void Normalize_APicture_SubtractsTheMeanOfEachChannel()
    {
        var picture = new RgbImage(1, 1);
        picture.Samples.AsSpan().Fill(255);
        float[] input = new float[3];
        ClipPictures.Normalize(picture, input);

        // (1 − 0.48145466) / 0.26862954 and so on, as CLIP's own preprocessing gives for white.
        Assert.Equal([1.9303f, 2.0749f, 2.1459f], input.Select(v => MathF.Round(v, 4)));
    }
}
