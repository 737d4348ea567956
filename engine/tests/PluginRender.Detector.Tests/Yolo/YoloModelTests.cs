using Microsoft.ML.OnnxRuntime;
using PluginRender.Detection;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;
using PluginRender.TestModels;

namespace PluginRender.Detector.Tests.Yolo;

/// <summary>From a file to boxes: real models in every layout, run by ONNX Runtime on scenes whose objects are known.</summary>
public sealed class YoloModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<DetectorForm> Forms =>
    [
        .. from layout in Enum.GetValues<DetectorLayout>()
           from form in (DetectorForm[])
           [
               new(layout), new(layout, Classes: 5), new(layout, Masks: true), new(layout, Type: ElementType.Float16),
               new(layout, Width: -1, Height: -1), new(layout, Width: -1, Height: -1, Batch: -1, Masks: true, Type: ElementType.Float16),
               new(layout, Width: 320, Height: 320, Classes: 7), new(layout, Width: 640, Height: 384, DeclaresOutput: false),
               new(layout, Batch: 3, Width: 320, Height: 320),
           ]
           select form,
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Detect_InEveryForm_FindsTheObjectsOfAnyPicture(DetectorForm form)
    {
        using ModelFacts detector = Open(form);
        (int Width, int Height, int Objects)[] pictures = [(800, 600, 5), (1600, 500, 3), (450, 1300, 4)];
        foreach ((int Width, int Height, int Objects)[] some in pictures.Chunk(detector.BatchSize))
        {
            IReadOnlyList<FoundFacts> found = detector.Detect([.. some.Select(p => new PictureInHand(ColorScene.Draw(p.Width, p.Height, ColorScene.Objects(p.Objects)), null))]);
            for (int i = 0; i < some.Length; i++)
            {
                ColorScene.AssertFound(ColorScene.Objects(some[i].Objects), found[i].Facts.Subjects);
                Assert.Equal(form.Masks, found[i].Mask is not null);
                Assert.Equal(found[i].Mask?.Reference, found[i].Facts.Mask);
            }
        }
    }

    [Theory]
    [InlineData(DetectorLayout.Yolov5)]
    [InlineData(DetectorLayout.Yolov8)]
    [InlineData(DetectorLayout.EndToEnd)]
    public void Detect_OneToFiveObjects_FindsEachOnce(DetectorLayout layout)
    {
        using ModelFacts detector = Open(new DetectorForm(layout));
        for (int count = 1; count <= 5; count++)
            ColorScene.AssertFound(ColorScene.Objects(count), detector.Detect([new PictureInHand(ColorScene.Draw(1280, 720, ColorScene.Objects(count)), null)])[0].Facts.Subjects);
    }

    [Fact]
    public void Mask_OfASegmentationHead_CoversTheObjectsAndNothingElse()
    {
        using ModelFacts detector = Open(new DetectorForm(DetectorLayout.Yolov8, Masks: true));
        IReadOnlyList<ColorObject> objects = ColorScene.Objects(5);
        SoftMask mask = detector.Detect([new PictureInHand(ColorScene.Draw(1600, 500, objects), null)])[0].Mask!;

        // The picture lies in 200 of 640 rows, and so in 50 of 160 of a prototype.
        Assert.Equal((160, 50), (mask.Width, mask.Height));
        int wrong = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                (double u, double v) = ((x + 0.5) / mask.Width, (y + 0.5) / mask.Height);
                bool isObject = objects.Any(o => u >= o.Box.Left && u <= o.Box.Left + o.Box.Width && v >= o.Box.Top && v <= o.Box.Top + o.Box.Height);
                if (mask.Samples[(y * mask.Width) + x] > 127 != isObject) wrong++;
            }
        }

        // Cells that an edge cuts may go either way.
        Assert.True(wrong < mask.Samples.Length * 0.03, $"{wrong} of {mask.Samples.Length} samples are wrong");
    }

    [Fact]
    public void Detect_WithoutNames_NumbersTheClasses()
    {
        using ModelFacts detector = Open(new DetectorForm(DetectorLayout.Yolov8, HasNames: false));
        Assert.Equal(["class 0"], detector.Detect([new PictureInHand(ColorScene.Draw(640, 480, ColorScene.Objects(1)), null)])[0].Facts.Subjects.Select(s => s.Label));
    }

    [Fact]
    public void Detect_NothingThatTheModelKnows_LeavesItToSaliency()
    {
        var picture = new RgbImage(640, 480);
        picture.Samples.AsSpan().Fill(120);
        for (int y = 100; y < 200; y++) picture.Row(y).Slice(3 * 200, 3 * 150).Fill(250);
        using ModelFacts detector = Open(new DetectorForm(DetectorLayout.Yolov8));
        FoundFacts found = detector.Detect([new PictureInHand(picture, null)])[0];

        Assert.Equal(SubjectSource.Saliency, Assert.Single(found.Facts.Subjects).Source);
        Assert.NotNull(found.Mask);
    }

    [Fact]
    public void Detect_Again_GivesTheSameFacts()
    {
        PictureInHand picture = new(ColorScene.Draw(1000, 700, ColorScene.Objects(5)), null);
        using ModelFacts detector = Open(new DetectorForm(DetectorLayout.Yolov8, Masks: true));
        string first = FactsJson.Write(detector.Detect([picture])[0].Facts);
        Assert.Equal(first, FactsJson.Write(detector.Detect([picture])[0].Facts));
    }

    [Fact]
    public void Confidence_AboveEveryScore_FindsNothing()
    {
        using ModelFacts detector = Open(new DetectorForm(DetectorLayout.Yolov5), confidence: 0.99);
        Assert.All(
            detector.Detect([new PictureInHand(ColorScene.Draw(640, 480, ColorScene.Objects(2)), null)])[0].Facts.Subjects,
            s => Assert.Equal(SubjectSource.Saliency, s.Source));
    }

    private ModelFacts Open(DetectorForm form, double confidence = 0.25)
    {
        string path = folder.Write("model.onnx", DetectorModel.Build(form));
        var settings = new DetectionSettings(new HashedFile(path, new string('0', 64)), confidence, 0.45, null);
        return new ModelFacts(settings, new ExecutionProviders(OrtEnv.Instance().GetAvailableProviders(), Assert.Fail));
    }
}
