using System.Text.Json;

namespace PluginRender.Planning;

/// <summary>A value that is another one than before.</summary>
/// <param name="Path">The names that lead to it.</param>
/// <param name="Before">The value before, null when there was none.</param>
/// <param name="Now">The value now, null when there is none.</param>
internal sealed record ValueChange(IReadOnlyList<string> Path, string? Before, string? Now)
{
    /// <summary>In words that name what to look at.</summary>
    public override string ToString() => Path switch
    {
        ["output", var name] => $"the output's {name}: {Values}",
        ["encoder", "codec"] => $"the encoder: {Values}",
        ["encoder", "library"] => $"the encoding libraries: {Values}",
        ["encoder", "threads"] => $"the encoder's threads (--threads-per-worker): {Values}",
        ["encoder", var name] => $"encoder option {name}: {Values}",
        ["host", var name] => $"{name} was built from other sources",
        _ => $"{string.Join('.', Path)}: {Values}",
    };

    /// <summary>Such as <c>23 -> 20</c>.</summary>
    public string Values => $"{Before ?? "(none)"} -> {Now ?? "(none)"}";
}

/// <summary>Finds the values that differ between two JSON objects.</summary>
internal static class ValueChanges
{
    private const int MostCharacters = 60;

    /// <param name="now">A value, or an object of values.</param>
    /// <param name="before">The same before; null when there was none.</param>
    /// <param name="path">The names that lead to it.</param>
    public static IEnumerable<ValueChange> Of(JsonElement? now, JsonElement? before, IReadOnlyList<string> path)
    {
        if (now is not { ValueKind: JsonValueKind.Object } present || before is not { ValueKind: JsonValueKind.Object } past)
            return now?.GetRawText() == before?.GetRawText() ? [] : [new ValueChange(path, Text(before), Text(now))];
        string[] names = [.. present.EnumerateObject().Select(p => p.Name)];
        return names.Union(past.EnumerateObject().Select(p => p.Name))
            .SelectMany(name => Of(Member(present, name), Member(past, name), [.. path, name]));
    }

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement member) ? member : null;

    private static string? Text(JsonElement? value) => value switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Short(text.GetString()!),
        { } other => Short(string.Concat(other.GetRawText().Where(c => !char.IsWhiteSpace(c)))),
    };

    private static string Short(string text) => text.Length > MostCharacters ? text[..MostCharacters] + "…" : text;
}
