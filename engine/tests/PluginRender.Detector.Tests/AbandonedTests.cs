using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PluginRender.Detection;
using PluginRender.TestModels;

namespace PluginRender.Detector.Tests;

public sealed class AbandonedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // A render that is killed closes the pipe, and cannot do more.
    [Fact]
    public void Detect_WhenWhoeverAskedIsGone_EndsBeforeItsWorkIsDone()
    {
        const int jobs = 500;
        string model = folder.Write("yolo.onnx", DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8)));
        DetectionRequest one = DetectorProgram.Request(model);
        DetectionRequest many = one with { Jobs = [.. Enumerable.Range(0, jobs).Select(i => one.Jobs[0] with { Key = i.ToString("x64", CultureInfo.InvariantCulture) })] };
        using Process process = DetectorProgram.Start(JsonSerializer.Serialize(many, DetectionMessages.Default.DetectionRequest), folder.Path);
        while (process.StandardOutput.ReadLine() is { } line && line != "done 1")
        {
            // What it runs on, and such.
        }

        process.StandardInput.Close();
        string rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(137, process.ExitCode);
        Assert.DoesNotContain($"done {jobs}", rest, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(folder.File("facts"), "*.json", SearchOption.AllDirectories));
    }
}
