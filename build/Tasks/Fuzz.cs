using System.Globalization;
using Cake.Common.Diagnostics;
using Cake.Frosting;
using PluginRender.Build.Processes;
using PluginRender.Projects;

namespace PluginRender.Build.Tasks;

/// <summary>Feeds the readers of projects, plans, pictures and chunks with mutated files, for as long as asked.</summary>
[TaskName(nameof(Fuzz)), TaskDescription("Feeds the readers with mutated files: --count=N of each, --seed=N; findings go to artifacts/fuzz.")]
public sealed class Fuzz : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await DotNetCommand.BuildAsync(context, Path.Combine(context.Paths.Root, "tools", "Fuzz", "PluginRender.Fuzz.csproj"));
        string program = Path.Combine(context.Paths.Artifacts, "bin", "PluginRender.Fuzz", "release", "PluginRender.Fuzz.dll");
        string folder = Path.Combine(context.Paths.Artifacts, "fuzz");
        Arguments.FuzzArguments fuzz = context.CommandLine.Fuzz;
        // Another one each time unless it is given: printed, so that a run can be made again.
        string seed = (fuzz.Seed ?? Environment.ProcessId).ToString(CultureInfo.InvariantCulture);
        context.Information($"[fuzz] seed {seed}, {Counted.Of(fuzz.Count, "input")} of each reader; again with --seed={seed} --count={fuzz.Count}");
        int code = await DotNetCommand.RunAsync(context, ["exec", program, "run", "all", fuzz.Count.ToString(CultureInfo.InvariantCulture), seed, folder]);
        if (code != 0) throw new TaskFailedException(ExitCode.Defect, $"a reader did not survive an input (see above); the inputs are in {folder}");
    }
}
