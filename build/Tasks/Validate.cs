using Cake.Frosting;

namespace PluginRender.Build.Tasks;

/// <summary>Checks a project, its sources and its effects; renders nothing.</summary>
[TaskName(nameof(Validate)), TaskDescription("Checks a project, its sources and its effects; renders nothing.")]
public sealed class Validate : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) =>
        throw new NotImplementedException("target Validate is not implemented yet.");
}
