using Cake.Frosting;

namespace PluginRender.Build.Tasks;

/// <summary>Writes the frozen plan; renders nothing.</summary>
[TaskName(nameof(Plan)), TaskDescription("Writes the frozen plan; renders nothing.")]
public sealed class Plan : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) =>
        throw new NotImplementedException("target Plan is not implemented yet.");
}
