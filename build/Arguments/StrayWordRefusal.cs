namespace PluginRender.Build.Arguments;

/// <summary>Says of a word that belongs to no argument what was perhaps meant.</summary>
internal static class StrayWordRefusal
{
    // What follows one of these is most likely the rest of a path that was not quoted.
    private static readonly string[] Paths = ["--project", "--output", "--cache", "--plugins", "--plan", "--detector", "--schema", "--golden"];

    // What a text processor makes of hyphens.
    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

    /// <param name="stray">The words.</param>
    /// <param name="targets">The names that --target takes.</param>
    public static string Of(StrayWords stray, IReadOnlyList<string> targets)
    {
        string words = string.Join(' ', stray.Words);
        string what = $"'{words}' is not an argument; arguments look like --name=value";
        if (words.Length == 0) return "an empty word is not an argument; leave it out: it may come from a variable that is not set.";
        if (Dashes.Contains(words[0], StringComparison.Ordinal)) return $"'{words}' does not begin with a hyphen, but with a dash that looks like one; write --{words.TrimStart([.. Dashes, '-'])}";
        if (stray.Before is { Value: { Length: > 0 } value } before && Paths.Contains(before.Name, StringComparer.OrdinalIgnoreCase))
            return $"{what}, and you have to quote paths with spaces: {before.Name}=\"{value} {words}\"";
        if (targets.FirstOrDefault(t => t.Equals(words, StringComparison.OrdinalIgnoreCase)) is { } target) return $"{what}; did you mean --target={target}?";
        return words.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? $"{what}; did you mean --project={(words.Contains(' ', StringComparison.Ordinal) ? $"\"{words}\"" : words)}?"
            : $"{what}; quote paths with spaces.";
    }
}
