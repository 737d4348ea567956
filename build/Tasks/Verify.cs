using Cake.Frosting;

namespace PluginRender.Build.Tasks;

/// <summary>Checks an output against its plan and chunks.</summary>
[TaskName(nameof(Verify)), TaskDescription("Checks an output against its plan and chunks.")]
public sealed class Verify : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) =>
        throw new NotImplementedException("target Verify is not implemented yet.");
}
