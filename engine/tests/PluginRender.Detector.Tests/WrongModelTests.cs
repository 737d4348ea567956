using PluginRender.TestModels;

namespace PluginRender.Detector.Tests;

/// <summary>Models that cannot be used: each is refused by a process that ends in order and says what was expected.</summary>
public sealed class WrongModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static readonly Dictionary<string, (Func<byte[]> File, string Problem, string Expected)> Wrong = new()
    {
        ["not ONNX"] = (() => "This is a text, and not a model."u8.ToArray(), "it cannot be loaded", "expected a whole ONNX file"),
        ["empty"] = (() => [], "it cannot be loaded", "expected a whole ONNX file"),
        ["a picture"] = (() => File.ReadAllBytes(DetectorProgram.Picture), "it cannot be loaded", "expected a whole ONNX file"),
        ["truncated"] = (() => DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8))[..9000], "it cannot be loaded", "expected a whole ONNX file"),
        ["two inputs"] = (WrongModels.TwoInputs, "it has 2 inputs (images: float 1x3x64x64, size: float 1x3x1x1)", "expected one input, pictures as float or float16 [batch, 3, height, width]"),
        ["integers"] = (WrongModels.IntegerInput, "its input is images: int64 1x3x64x64", "expected one input, pictures as float"),
        ["classifier"] = (WrongModels.Classifier, "its outputs are logits: float 1x3", "expected float [batch, candidates, numbers]"),
        ["other layout"] = (WrongModels.OtherLayout, "its output is 3x64 for an input of 64x64", "expected 252x(5 + classes) as YOLOv5 has it, (4 + classes)x84 as v8"),
        ["names"] = (WrongModels.TooFewNames, "its output has 3 classes, and its metadata 2 names", "expected a name for each class"),
        ["huge input"] = (WrongModels.HugeInput, "it declares a tensor of images: float 1x3x100000x100000", "expected at most 67108864 elements"),
        ["huge weights"] = (WrongModels.HugeWeights, "it cannot be loaded", "expected a whole ONNX file"),
        ["huge result"] = (WrongModels.HugeResult, "", "expected"),
    };

    public static TheoryData<string> Kinds => [.. Wrong.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Detect_WithAWrongModel_EndsWith65AndSaysWhatWasExpected(string kind)
    {
        (Func<byte[]> file, string problem, string expected) = Wrong[kind];
        string model = folder.Write("wrong.onnx", file());

        (int code, _, string errors) = DetectorProgram.Run(DetectorProgram.Request(model), folder.Path);

        Assert.True(code == 65, $"{code}: {errors}");
        string error = errors.Trim();
        Assert.StartsWith($"error[65]: model {model}: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("facts")));
    }

    [Fact]
    public void Detect_WithAModelThatIsNotThere_EndsWith69()
    {
        (int code, _, string errors) = DetectorProgram.Run(DetectorProgram.Request(folder.File("gone.onnx")), folder.Path);

        Assert.Equal(69, code);
        Assert.Equal($"error[69]: model {folder.File("gone.onnx")}: there is no such file; put the model there or correct the path", errors.Trim());
    }

    [Fact]
    public void Detect_WithoutARequest_EndsWith2()
        => Assert.Equal(2, DetectorProgram.Run("nothing", folder.Path).Code);

    // The variable works only when it is set before ONNX Runtime is loaded: the program does not start without it.
    [Fact]
    public void Detect_WithTelemetryLeftOn_Refuses()
    {
        (int code, _, string errors) = DetectorProgram.Run(DetectorProgram.Request(folder.File("gone.onnx")), folder.Path, telemetry: null);
        Assert.Equal(2, code);
        Assert.Contains("ORT_DISABLE_TELEMETRY=1 is not set", errors, StringComparison.Ordinal);
    }
}
