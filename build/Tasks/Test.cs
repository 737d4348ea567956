using Cake.Frosting;
using PluginRender.Build.Testing;

namespace PluginRender.Build.Tasks;

/// <summary>Runs every test project of the solution.</summary>
[TaskName(nameof(Test)), TaskDescription("Runs every test; ends with the totals."), IsDependentOn(typeof(Build))]
public sealed class Test : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => TestRun.RunAsync(context, TestProjects.Of(context.Paths));
}
