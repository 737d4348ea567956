using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PluginRender.Detector.Onnx;
using PluginRender.Planning;
using PluginRender.TestModels;

namespace PluginRender.Detector.Tests;

public sealed class ExecutionProvidersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> warnings = [];

    public void Dispose() => folder.Dispose();

    // As on a machine with the package for accelerators and without one; what fails here is the genuine call.
    [Fact]
    public void Open_WithAcceleratorsThatDoNotWork_RunsOnTheProcessorAfterOneWarning()
    {
        string[] built = OrtEnv.Instance().GetAvailableProviders();
        if (built.Contains("CUDAExecutionProvider", StringComparer.Ordinal)) return;
        string path = folder.Write("m.onnx", DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8, Width: 64, Height: 64)));
        var providers = new ExecutionProviders(["TensorrtExecutionProvider", "CUDAExecutionProvider", .. built], warnings.Add);

        OnnxModel.Open(path, providers).Dispose();
        OnnxModel.Open(path, providers).Dispose();

        Assert.StartsWith("CUDA does not work here (", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.EndsWith("); models run on the processor", warnings[0], StringComparison.Ordinal);
        Assert.Equal("CPU", providers.Used);
    }

    [Fact]
    public void Working_WithAcceleratorsThatDoNotWork_LeavesThemOut()
    {
        string[] built = OrtEnv.Instance().GetAvailableProviders();
        if (built.Contains("CUDAExecutionProvider", StringComparer.Ordinal)) return;
        Assert.Equal(["CPU"], new ExecutionProviders(["CUDAExecutionProvider", .. built], warnings.Add).Working());
    }

    [Fact]
    public void Open_WithoutAccelerators_WarnsOfNothing()
    {
        string path = folder.Write("m.onnx", DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8, Width: 64, Height: 64)));
        OnnxModel.Open(path, new ExecutionProviders(["CPUExecutionProvider"], warnings.Add)).Dispose();
        Assert.Empty(warnings);
    }

    // The processor under another name, with an axis that there is not in place of the model's own: it takes the model and cannot run it,
    // as an accelerator without memory.
    [Fact]
    public void Run_OnAnAcceleratorThatFails_GoesOnOnTheProcessorAfterOneWarning()
    {
        string path = folder.Write("text.onnx", ClipModels.Text());
        using OrtValue axes = OrtValue.CreateTensorValueFromMemory<long>([7], [1]);
        var providers = new ExecutionProviders([("CUDAExecutionProvider", options => options.AddInitializer("c3", axes))], warnings.Add);
        using var onProcessor = OnnxModel.Open(path, new ExecutionProviders(["CPUExecutionProvider"], warnings.Add));
        using OrtValue tokens = OnnxModel.Value(TensorElementType.Int64, [1, 77], Enumerable.Repeat(3, 77));
        var inputs = new Dictionary<string, OrtValue> { ["input_ids"] = tokens };

        using var model = OnnxModel.Open(path, providers);
        Assert.Equal("CUDA", providers.Used);
        float[] first = model.Run(inputs)["text_embeds"].Values, second = model.Run(inputs)["text_embeds"].Values;

        Assert.Equal(onProcessor.Run(inputs)["text_embeds"].Values, first);
        Assert.Equal(first, second);
        Assert.StartsWith("CUDA failed while a model ran (", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal("CPU", providers.Used);
        using var next = OnnxModel.Open(path, providers);
        Assert.Equal("CPU", providers.Used);
    }

    [Fact]
    public void Run_ThatFailsOnTheProcessorToo_BlamesTheModelAlone()
    {
        string path = folder.Write("text.onnx", ClipModels.Text(length: -1));
        using OrtValue axes = OrtValue.CreateTensorValueFromMemory<long>([7], [1]);
        using var model = OnnxModel.Open(path, new ExecutionProviders([("CUDAExecutionProvider", options => options.AddInitializer("c3", axes))], warnings.Add));
        using OrtValue tokens = OnnxModel.Value(TensorElementType.Int64, [1, 4], Enumerable.Repeat(1_000_000, 4));

        ModelException e = Assert.Throws<ModelException>(() => model.Run(new Dictionary<string, OrtValue> { ["input_ids"] = tokens }));

        Assert.Contains("it cannot be run (", e.Message, StringComparison.Ordinal);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Working_WithAnAcceleratorThatOpens_NamesItFirst()
        => Assert.Equal(["CUDA", "CPU"], new ExecutionProviders([("CUDAExecutionProvider", _ => { })], warnings.Add).Working());

    [Theory]
    [InlineData(
        "[ErrorCode:Fail] /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:2043 onnxruntime::Provider& onnxruntime::ProviderLibrary::Get() "
        + "[ONNXRuntimeError] : 1 : FAIL : Failed to load library /a/libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared object file: No such file or directory\n",
        "libcublasLt.so.13: cannot open shared object file: No such file or directory")]
    [InlineData(
        "[ErrorCode:Fail] provider_options_utils.h:187 Parse Failed to parse provider option \"device_id\": CUDA failure 100: no CUDA-capable device is detected ; GPU=-1 ; hostname=vm ; "
        + "file=/onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider_info.cc ; line=70 ; expr=cudaGetDeviceCount(&num_devices);",
        "CUDA failure 100: no CUDA-capable device is detected")]
    [InlineData("[ErrorCode:NoSuchFile] Load model from /m.onnx failed:Load model /m.onnx failed. File doesn't exist", "Load model /m.onnx failed. File doesn't exist")]
    public void FirstLine_OfAMessageOfOnnxRuntime_IsWhatItIsAbout(string message, string expected) => Assert.Equal(expected, OnnxModel.FirstLine(message));
}
