using System.Diagnostics;

namespace PluginRender.Build.Doctor;

/// <summary>Where models would run. Asked of the program for them if it is there: it is not built for this.</summary>
internal sealed class ModelsExamination(RepositoryPaths paths) : IExamination
{
    public IEnumerable<Finding> Examine()
    {
        if (!File.Exists(paths.Detector))
        {
            yield return new Finding("models", "not used so far; their program is built, with ONNX Runtime, when a project first names one");
            yield break;
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", paths.Detector, "providers"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ORT_DISABLE_TELEMETRY"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string providers = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        yield return process.ExitCode == 0
            ? new Finding("models", $"run on {providers}")
            : new Finding("models", $"their program ends with {process.ExitCode}: {errors.GetAwaiter().GetResult().Trim()}",
                $"rm -r {Path.GetDirectoryName(paths.Detector)} (it is built anew when a project names a model)");
    }
}
