using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>Gives effects the files that they read as they are on this machine; a plan has them relative to the project.</summary>
/// <param name="inner">Makes the effects.</param>
/// <param name="files">Where files are.</param>
public sealed class LocatedEffects(IEffectFactory inner, ProjectFiles files) : IEffectFactory
{
    /// <inheritdoc/>
    /// <exception cref="ModelException">A file is not there, or not the one that was planned.</exception>
    public Effect Create(PlannedEffect effect, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return inner.Create(effect.Parameters.Any(p => p.Value is ParameterValue.File) ? effect with { Parameters = files.Located(effect.Parameters) } : effect, context);
    }
}
