using Cake.Frosting;
using PluginRender.Build.Processes;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tasks;

/// <summary>Measures the speed claims as ratios on this machine.</summary>
[TaskName(nameof(Benchmark)), TaskDescription("Measures speed and memory as ratios against x264, ffmpeg and cat on this machine; takes a quarter of an hour.")]
public sealed class Benchmark : AsyncFrostingTask<BuildContext>
{
    private const int Rounds = 3;

    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await TestPackages.InstallFFmpegCommandAsync(context);
        string project = Path.Combine(context.Paths.Root, "tools", "Benchmark", "PluginRender.Benchmark.csproj");
        await DotNetCommand.BuildAsync(context, project);
        string program = Path.Combine(context.Paths.Artifacts, "bin", "PluginRender.Benchmark", "release", "PluginRender.Benchmark.dll");
        string folder = Path.Combine(context.Paths.Artifacts, "benchmark");
        int code = await DotNetCommand.RunAsync(context, [program, context.Paths.Root, folder, $"{Rounds}"]);
        if (code != 0) throw new TaskFailedException(ExitCode.Defect, $"the benchmark ended with {code} (see above).");
        context.EndWith($"written to {Path.Combine(folder, "benchmark.md")} and benchmark.json");
    }
}
