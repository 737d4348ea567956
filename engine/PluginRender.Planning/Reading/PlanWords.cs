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

    /// <summary>The member that a word stands for; null when it is none of them.</summary>
    public static T? Find<T>(string word)
        where T : struct, Enum
    {
        foreach (T member in Enum.GetValues<T>())
        {
            if (Of(member) == word) return member;
        }

        return null;
    }

    /// <summary>All words of an enumeration, for messages.</summary>
    public static string Listed<T>()
        where T : struct, Enum
    {
        var words = new List<string>();
        foreach (T member in Enum.GetValues<T>()) words.Add(Of(member));
        return string.Join(", ", words);
    }

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
            ParameterValue.Place => ParameterKind.Place,
            ParameterValue.File => ParameterKind.File,
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "unknown kind of parameter"),
        };
    }
}
