using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>The words of a plan for the members of enumerations: their names in camel case.</summary>
internal static class PlanWords
{
    public static string Of<T>(T member)
        where T : struct, Enum
    {
        string name = member.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>All words of an enumeration with their members.</summary>
    public static IReadOnlyDictionary<string, T> All<T>()
        where T : struct, Enum
        => Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    extension(ParameterValue value)
    {
        /// <summary>The kind that the value is of.</summary>
        public ParameterKind Kind => value switch
        {
            ParameterValue.Number => ParameterKind.Number,
            ParameterValue.Integer => ParameterKind.Integer,
            ParameterValue.Boolean => ParameterKind.Boolean,
            ParameterValue.Text => ParameterKind.Text,
            ParameterValue.Choice => ParameterKind.Choice,
            ParameterValue.Color => ParameterKind.Color,
            ParameterValue.Focus => ParameterKind.Focus,
            ParameterValue.File => ParameterKind.File,
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "unknown kind of parameter"),
        };
    }
}
