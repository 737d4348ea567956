using Cake.Frosting;
using PluginRender.Build.Processes;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tasks;

/// <summary>Makes everything fail that can fail, and kills renders at random moments.</summary>
[TaskName(nameof(FaultTests)), TaskDescription("Makes every write, allocation and packet of a render fail, and kills it at 150 random moments; takes a quarter of an hour.")]
public sealed class FaultTests : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string project = Path.Combine(context.Paths.Root, "build", "tests", "PluginRender.Fault.Tests", "PluginRender.Fault.Tests.csproj");
        await DotNetCommand.BuildAsync(context, project);
        await TestRun.RunAsync(context, [project], TestRun.Long);
    }
}
