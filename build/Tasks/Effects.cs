using Cake.Frosting;

namespace PluginRender.Build.Tasks;

/// <summary>Lists every effect found, with its parameters.</summary>
[TaskName(nameof(Effects)), TaskDescription("Lists every effect found, with its parameters.")]
public sealed class Effects : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) =>
        throw new NotImplementedException("target Effects is not implemented yet.");
}
