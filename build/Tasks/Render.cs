using Cake.Frosting;
using PluginRender.Build.Rendering;

namespace PluginRender.Build.Tasks;

/// <summary>Renders a project: only what is missing, then joins, verifies and reports.</summary>
[TaskName(nameof(Render)), TaskDescription("Renders a project: only what is missing, then joins, verifies and reports.")]
public sealed class Render : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        new RenderRunner(new RenderSession(context), context.Interrupted).Run();
    }
}
