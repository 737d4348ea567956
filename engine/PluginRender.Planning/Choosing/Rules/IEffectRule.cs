namespace PluginRender.Planning;

/// <summary>Decides about one effect in one segment.</summary>
internal interface IEffectRule
{
    /// <summary>The choice with its reason; null where the effect is not called for.</summary>
    EffectChoice? Choose(Neighborhood view);
}
