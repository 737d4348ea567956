using Cake.Frosting;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tasks;

/// <summary>Runs every test project of the solution.</summary>
[TaskName(nameof(Test)), TaskDescription("Installs what tests need where it may, and runs every test; ends with the totals."), IsDependentOn(typeof(Build))]
public sealed class Test : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await TestPackages.InstallForTestsAsync(context);
        await TestRun.RunAsync(context, TestProjects.Of(context.Paths));
    }
}
