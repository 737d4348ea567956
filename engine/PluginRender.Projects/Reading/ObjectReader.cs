using System.Globalization;
using PluginRender.Projects.Json;

namespace PluginRender.Projects.Reading;

/// <summary>
/// Takes the members of one JSON object by name, and reports what is missing, of the wrong kind, out of
/// range, given twice or not known. Reading goes on after an error, so that one run shows them all.
/// </summary>
internal sealed class ObjectReader(JsonObject source, string subject, DiagnosticSink sink)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public string Subject => subject;

    /// <summary>The same object under a better name, once one is known; what was asked for stays asked for.</summary>
    public ObjectReader Named(string name)
    {
        var renamed = new ObjectReader(source, name, sink);
        renamed.asked.UnionWith(asked);
        return renamed;
    }

    public JsonValue? Optional(string name)
    {
        asked.Add(name);
        JsonMember? found = null;
        foreach (JsonMember member in source.Members.Where(m => m.Name == name))
        {
            if (found is not null) sink.Add(member.Position, $"{subject} has \"{name}\" twice", "remove one of them");
            else found = member;
        }

        return found?.Value;
    }

    public JsonValue? Required(string name, string example)
    {
        JsonValue? value = Optional(name);
        if (value is null) sink.Add(source.Position, $"{subject} lacks \"{name}\"", $"add \"{name}\": {example}");
        return value;
    }

    public decimal? Number(JsonValue? value, string name, decimal minimum, decimal maximum)
    {
        if (value is null) return null;
        if (value is not JsonNumber number) return sink.Wrong<decimal>(value, subject, name, "a number");
        // A number that no decimal holds, such as 1e400, is out of any range.
        if (TryDecimal(number.Raw, out decimal result) && result >= minimum && result <= maximum) return result;
        sink.Add(value.Position, $"{subject}: \"{name}\" is {number.Description}", $"give a value from {Show(minimum)} to {Show(maximum)}");
        return null;
    }

    public int? WholeNumber(JsonValue? value, string name, int minimum, int maximum)
    {
        decimal? number = Number(value, name, minimum, maximum);
        if (number is null || number == decimal.Truncate(number.Value)) return (int?)number;
        sink.Add(value!.Position, $"{subject}: \"{name}\" is {value.Description}", "give a whole number");
        return null;
    }

    public string? Text(JsonValue? value, string name, string kind)
        => value switch { null => null, JsonText text => text.Value, _ => sink.WrongReference<string>(value, subject, name, kind) };

    /// <summary>Reports every member that nobody asked for.</summary>
    public void RefuseOthers()
    {
        foreach (JsonMember member in source.Members.Where(m => !asked.Contains(m.Name)))
        {
            string? near = NearestName.Find(member.Name, asked);
            sink.Add(
                member.Position,
                $"{subject} has the unknown key \"{ShownText.Short(member.Name)}\"",
                near is null ? $"use one of {string.Join(", ", asked)}" : $"did you mean \"{near}\"?");
        }
    }

    /// <summary>Decimals as JSON writes them, exponents included.</summary>
    public static bool TryDecimal(string raw, out decimal value)
        => decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Show(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
