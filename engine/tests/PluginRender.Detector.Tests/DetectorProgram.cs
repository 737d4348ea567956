using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using PluginRender.Detection;

namespace PluginRender.Detector.Tests;

/// <summary>The detector as a process.</summary>
internal static class DetectorProgram
{
    private static readonly string Artifacts = typeof(DetectorProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Artifacts").Value!;

    public static string Picture { get; } = Path.Combine(Artifacts, "..", "golden", "showcase", "images", "harbor.jpg");

    public static (int Code, string Output, string Errors) Run(DetectionRequest request, string cache, string? telemetry = "1")
        => Run(JsonSerializer.Serialize(request, DetectionMessages.Default.DetectionRequest), cache, telemetry);

    public static (int Code, string Output, string Errors) Run(string input, string cache, string? telemetry = "1")
    {
        using Process process = Start(input, cache, telemetry);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>Starts it and tells it what to do; its standard input stays open.</summary>
    public static Process Start(string input, string cache, string? telemetry = "1")
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(Artifacts, "bin", "PluginRender.Detector", "release", "PluginRender.Detector.dll"), "detect", $"--cache={cache}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ORT_DISABLE_TELEMETRY"] = telemetry;
        Process process = Process.Start(start)!;
        process.StandardInput.WriteLine(input);
        process.StandardInput.Flush();
        return process;
    }

    /// <summary>A request for one picture.</summary>
    public static DetectionRequest Request(string model) => new(
        new DetectionSettings(new HashedFile(model, new string('0', 64)), 0.25, 0.45, null), [new DetectionJob(Picture, null, new string('a', 64))]);
}
