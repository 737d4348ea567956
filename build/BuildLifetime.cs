using Cake.Core;
using Cake.Frosting;
using PluginRender.Build.Running;

namespace PluginRender.Build;

/// <summary>Keeps the reason of a failure, which Cake's host does not pass on. A dry run runs Setup too: nothing is done there.</summary>
public sealed class BuildLifetime(RunOutcome outcome) : FrostingLifetime<BuildContext>
{
    /// <inheritdoc/>
    public override void Setup(BuildContext context, ISetupContext info)
    {
    }

    /// <inheritdoc/>
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (info.ThrownException is not null)
            outcome.Fail(info.ThrownException);
    }
}
