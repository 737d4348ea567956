using System.Collections.Immutable;
using PluginRender.Projects;

namespace PluginRender.Sdk.Testing;

/// <summary>An effect of a plugin with the values of its parameters: what the checks are made of.</summary>
public sealed class TestedEffect
{
    internal TestedEffect(TestedPlugin plugin, EffectDescriptor descriptor, ImmutableArray<NamedValue> values)
        => (Plugin, Descriptor, Values) = (plugin, descriptor, values);

    /// <summary>What its metadata says.</summary>
    public EffectDescriptor Descriptor { get; }

    internal TestedPlugin Plugin { get; }

    internal ImmutableArray<NamedValue> Values { get; }

    /// <summary>The effect at work on a segment; dispose it.</summary>
    public Effect Create(EffectContext context) => Plugin.Create(Descriptor, Values, context);

    internal TestedEffect With(string name, ParameterValue value)
        => new(Plugin, Descriptor, [.. Values.Where(v => v.Name != name), new NamedValue(name, value)]);
}
