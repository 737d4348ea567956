using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PluginRender.Sdk.Testing;

/// <summary>Renders the same frames in processes that differ in what the declared class says must not matter.</summary>
internal static class DeterminismCheck
{
    private static readonly (string Variable, string Words)[] Tiers =
    [
        ("", "in another process"), ("DOTNET_EnableAVX2", "without AVX2"), ("DOTNET_EnableHWIntrinsic", "without vector code"),
    ];

    public static void Run(TestedEffect effect)
    {
        Determinism declared = effect.Descriptor.Determinism;
        if (declared == Determinism.None) return;
        CheckedRun run = new(effect, $"the same bits, as declared ({declared})",
            "chance, clocks, hash codes of strings, Math.Pow and its like, and sums whose order follows the vector width (PluginRender.Kernels.Numerics.DeterministicMath has what is needed), or declare less");
        string[] here = [.. FrameHashes.Of(effect)];
        if (FirstOther(here, [.. FrameHashes.Of(effect)]) is { } again) throw run.Failed($"{again} is another when it is rendered again");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("effect-check-");
        try
        {
            foreach ((string variable, string words) in declared == Determinism.BitExact ? Tiers : Tiers[..1])
            {
                if (FirstOther(here, Elsewhere(effect, folder.FullName, variable, run)) is { } other) throw run.Failed($"{other} is another {words}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? FirstOther(string[] expected, string[] actual)
        => expected.Zip(actual).FirstOrDefault(pair => pair.First != pair.Second).First is { } line ? line[..line.LastIndexOf(' ')] : null;

    private static string[] Elsewhere(TestedEffect effect, string folder, string variable, CheckedRun run)
    {
        string request = Path.Combine(folder, "request.json"), answer = Path.Combine(folder, "hashes.txt"), config = Path.Combine(folder, "runtimeconfig.json");
        HashRequest.Write(request, effect);
        File.WriteAllText(config, $$"""
            { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version.ToString(3)}}" },
              "configProperties": { "System.Globalization.Invariant": true } } }
            """);
        var start = new ProcessStartInfo(DotNet(), ["exec", "--runtimeconfig", config, typeof(Program).Assembly.Location, request, answer]) { RedirectStandardError = true };
        if (variable.Length > 0) start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw run.Failed($"another process that renders it ended with {process.ExitCode}: {errors.ReplaceLineEndings(" ")}", "what it needs of its process");
        return File.ReadAllLines(answer);
    }

    /// <summary>The dotnet command that this process's runtime belongs to: DOTNET/shared/Microsoft.NETCore.App/VERSION/.</summary>
    private static string DotNet()
        => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
