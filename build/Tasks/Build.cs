using Cake.Frosting;
using PluginRender.Build.Processes;

namespace PluginRender.Build.Tasks;

/// <summary>Compiles the whole solution.</summary>
[TaskName(nameof(Build)), TaskDescription("Compiles the whole solution.")]
public sealed class Build : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => DotNetCommand.BuildAsync(context, context.Paths.Solution);
}
