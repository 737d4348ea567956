using System.Globalization;

namespace PluginRender.Projects;

/// <summary>Foreign text in messages: whatever a file or a plugin says stays one line and cannot speak to the terminal.</summary>
public static class ShownText
{
    private const char Instead = '·';

    /// <summary>The text with everything that is no visible character or blank replaced: control and format characters, halves of pairs.</summary>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Create(text.Length, text, Replace);
    }

    /// <summary>The beginning of a line, where it is too long for a message.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Characters shown, at least 1.</param>
    public static string Short(string text, int most = 60)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Line(text.Length > most ? text[..most] + "…" : text);
    }

    private static void Replace(Span<char> shown, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                (shown[i], shown[i + 1]) = (text[i], text[i + 1]);
                i++;
                continue;
            }

            shown[i] = CharUnicodeInfo.GetUnicodeCategory(text[i])
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? Instead
                : text[i];
        }
    }
}
