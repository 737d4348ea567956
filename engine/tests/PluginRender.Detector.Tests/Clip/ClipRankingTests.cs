using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PluginRender.Detection;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;
using PluginRender.TestModels;

namespace PluginRender.Detector.Tests.Clip;

public sealed class ClipRankingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(-1, ElementType.Float, 77, ElementType.Int64, false)]
    [InlineData(1, ElementType.Float16, -1, ElementType.Int32, true)]
    [InlineData(3, ElementType.Float, 16, ElementType.Int64, true)]
    public void Detect_SeveralSubjects_PutsTheOneOfTheTextFirst(int batch, ElementType type, int length, ElementType tokens, bool hasMask)
    {
        using ModelFacts detector = Open(ClipModels.Image(32, batch, type), ClipModels.Text(length, tokens, hasMask), DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8)));
        RgbImage picture = ColorScene.Draw(800, 600, ColorScene.Objects(5));

        foreach (string color in (string[])["red", "green", "blue", "yellow"])
        {
            PictureFacts facts = detector.Detect([new PictureInHand(picture, $"a photo of {color}")])[0].Facts;
            Assert.Equal(color, facts.Best!.Label);
            ColorScene.AssertFound(ColorScene.Objects(5), facts.Subjects);
            Assert.Equal(facts.Subjects.OrderByDescending(s => s.TextScore), facts.Subjects);
            Assert.NotNull(facts.TextScore);
        }
    }

    [Fact]
    public void Detect_WithoutAText_KeepsTheDetectorsOrderAndScoresNothing()
    {
        using ModelFacts detector = Open(ClipModels.Image(), ClipModels.Text(), DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8)));
        PictureFacts facts = detector.Detect([new PictureInHand(ColorScene.Draw(800, 600, ColorScene.Objects(5)), null)])[0].Facts;

        Assert.All(facts.Subjects, s => Assert.Null(s.TextScore));
        Assert.Null(facts.TextScore);
        Assert.Equal(facts.Subjects.OrderByDescending(s => s.Score * Math.Sqrt(s.Box.Area)).Select(s => s.Label), facts.Subjects.Select(s => s.Label));
    }

    // A plain picture points where its color points: cosine 1 with that color's word, and with others what their angle is.
    [Theory]
    [InlineData(230, 80, 80, "red")]
    [InlineData(60, 220, 60, "green")]
    [InlineData(230, 230, 80, "yellow")]
    public void Tags_OfAPlainPicture_BeginWithItsColor(byte red, byte green, byte blue, string expected)
    {
        using ModelFacts detector = Open(ClipModels.Image(), ClipModels.Text(), null, "blue", "green", "red", "yellow");
        var picture = new RgbImage(90, 60);
        for (int i = 0; i < 90 * 60; i++) (picture.Samples[3 * i], picture.Samples[(3 * i) + 1], picture.Samples[(3 * i) + 2]) = (red, green, blue);
        PictureFacts facts = detector.Detect([new PictureInHand(picture, null)])[0].Facts;

        Assert.Equal(expected, facts.Tags[0].Name);
        Assert.InRange(facts.Tags[0].Score, 0.9, 1);
        Assert.Empty(facts.Subjects);
    }

    [Fact]
    public void Open_EncodersThatDoNotFit_SaysSo()
    {
        var e = Assert.Throws<ModelException>(() => Open(ClipModels.Image(), ClipModels.Text(numbers: 5), null).Dispose());
        Assert.Equal("its embeddings have 8 numbers, and those of t.onnx 5", e.Problem);
    }

    [Fact]
    public void Open_EncodersInTheWrongPlaces_SaysWhatIsExpected()
    {
        var image = Assert.Throws<ModelException>(() => Open(ClipModels.Text(), ClipModels.Text(), null).Dispose());
        Assert.Contains("its inputs are input_ids: int64 ?x77", image.Problem, StringComparison.Ordinal);
        Assert.Contains("export CLIP's image encoder", image.Remedy, StringComparison.Ordinal);
        var text = Assert.Throws<ModelException>(() => Open(ClipModels.Image(), ClipModels.Image(), null).Dispose());
        Assert.Contains("export CLIP's text encoder", text.Remedy, StringComparison.Ordinal);
        var embedding = Assert.Throws<ModelException>(() => Open(DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8, Width: 64, Height: 64)), ClipModels.Text(), null).Dispose());
        Assert.Contains("expected an embedding", embedding.Remedy, StringComparison.Ordinal);
    }

    private ModelFacts Open(byte[] image, byte[] text, byte[]? yolo, params ImmutableArray<string> tags)
    {
        HashedFile? model = yolo is null ? null : File("y.onnx", yolo);
        var clip = new ClipSettings(File("i.onnx", image), File("t.onnx", text), File("v.json", ClipModels.Vocabulary()), File("m.txt", ClipModels.Merges()), tags);
        return new ModelFacts(new DetectionSettings(model, 0.25, 0.45, clip), new ExecutionProviders(OrtEnv.Instance().GetAvailableProviders(), Assert.Fail));
    }

    private HashedFile File(string name, byte[] bytes) => new(folder.Write(name, bytes), new string('0', 64));
}
