using Microsoft.ML.OnnxRuntime;
using PluginRender.Detector.Onnx;
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
}
