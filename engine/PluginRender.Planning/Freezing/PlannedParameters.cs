using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Checks a planned effect's parameters against the effect that is loaded: a plan may have been edited.</summary>
internal static class PlannedParameters
{
    /// <summary>The parameters in the descriptor's order.</summary>
    /// <remarks>One that a plan lacks, since the effect did not have it then, has its default.</remarks>
    /// <exception cref="PlanException">One without a default is missing, unknown, of another kind or out of range.</exception>
    public static ImmutableArray<NamedValue> Check(PlannedEffect effect, EffectDescriptor descriptor, string path)
    {
        if (effect.Parameters.FirstOrDefault(p => descriptor.Parameters.All(d => d.Name != p.Name)) is { Name: { } unknown })
        {
            string remedy = NearestName.Find(unknown, descriptor.Parameters.Select(d => d.Name)) is { } near ? $"did you mean \"{near}\"?" : "remove it, and its kind";
            throw new PlanException($"{path}.parameters.{unknown}", $"is no parameter of {descriptor.Id}", remedy);
        }

        return [.. descriptor.Parameters.Select(d => Find(effect, d, path))];
    }

    private static NamedValue Find(PlannedEffect effect, ParameterDescriptor descriptor, string path)
    {
        path = $"{path}.parameters.{descriptor.Name}";
        NamedValue found = effect.Parameters.FirstOrDefault(p => p.Name == descriptor.Name);
        string form = ParameterForm.Describe(descriptor);
        // The version of the effect is the plan's, so its pixels are: what has been added to it since does nothing by default.
        if (found.Value is null && descriptor.Default is { } added) return new NamedValue(descriptor.Name, added);
        if (found.Value is null) throw new PlanException(path, "is missing", $"give {form}");
        return found.Value.Kind == descriptor.Kind && IsWithin(found.Value, descriptor) ? found : throw new PlanException(path, $"is {Show(found.Value)}", $"give {form}");
    }

    private static bool IsWithin(ParameterValue value, ParameterDescriptor descriptor) => value switch
    {
        ParameterValue.Number n => n.Value >= descriptor.Minimum && n.Value <= descriptor.Maximum,
        ParameterValue.Integer n => n.Value >= descriptor.Minimum && n.Value <= descriptor.Maximum,
        ParameterValue.Choice c => descriptor.Choices.Contains(c.Value),
        _ => true,
    };

    private static string Show(ParameterValue value) => value switch
    {
        ParameterValue.Number n => n.Value.ToString(CultureInfo.InvariantCulture),
        ParameterValue.Integer n => n.Value.ToString(CultureInfo.InvariantCulture),
        ParameterValue.Choice c => $"\"{ShownText.Short(c.Value)}\"",
        _ => "a value of another kind",
    };
}
