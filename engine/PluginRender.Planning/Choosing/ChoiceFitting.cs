using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// Makes choices into effects of the plugins that are really loaded. Another plugin may have an effect of a known name with
/// other parameters: numbers are kept within its ranges, and an effect that does not have what was chosen is not used.
/// </summary>
internal sealed class ChoiceFitting(IReadOnlyList<EffectDescriptor> loaded)
{
    /// <summary>The effect; null where there is none that can do it.</summary>
    public ProjectEffect? Fit(EffectChoice choice)
    {
        EffectDescriptor? descriptor = loaded.FirstOrDefault(e => e.Id == choice.Effect);
        if (descriptor is null || choice.Parameters.Any(p => descriptor.Parameters.All(d => d.Name != p.Name))) return null;
        ImmutableArray<NamedValue> values = [.. descriptor.Parameters.Select(d => new NamedValue(d.Name, ValueOf(d, choice)!))];
        return values.Any(v => v.Value is null) ? null : new ProjectEffect(descriptor, values, choice.Reason);
    }

    private static ParameterValue? ValueOf(ParameterDescriptor descriptor, EffectChoice choice)
    {
        if (choice.Parameters.All(p => p.Name != descriptor.Name)) return descriptor.Default;
        return (descriptor.Kind, choice.Parameters.First(p => p.Name == descriptor.Name).Value) switch
        {
            (ParameterKind.Number, ParameterValue.Number n) => new ParameterValue.Number(Math.Clamp(n.Value, descriptor.Minimum, descriptor.Maximum)),
            (ParameterKind.Choice, ParameterValue.Choice c) => descriptor.Choices.Contains(c.Value) ? c : null,
            (ParameterKind.Focus, ParameterValue.Focus f) => f,
            (ParameterKind.Place, ParameterValue.Place p) => p,
            _ => null,
        };
    }
}
