using System.Collections.Immutable;
using System.Globalization;

namespace PluginRender.Planning;

/// <summary>The words of a text by which two texts are compared: in lower case, without the short ones and a plural's s.</summary>
internal static class SignificantWords
{
    /// <summary>Shorter words are mostly articles and prepositions, in many languages.</summary>
    private const int LeastLetters = 4;

    private static readonly ImmutableHashSet<string> Empty =
        ["that", "this", "with", "from", "into", "over", "they", "them", "then", "than", "when", "where", "what", "have", "here", "there", "were", "will", "your", "their", "about", "after", "before"];

    public static ImmutableArray<string> Of(string? text)
    {
        if (text is null) return [];
        string lower = new([.. text.ToLower(CultureInfo.InvariantCulture).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]);
        return [.. lower.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length >= LeastLetters && !Empty.Contains(w))
            .Select(w => w.Length > LeastLetters && w[^1] == 's' ? w[..^1] : w)
            .Distinct(StringComparer.Ordinal)];
    }
}
