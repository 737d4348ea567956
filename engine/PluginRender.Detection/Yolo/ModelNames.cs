using System.Collections.Immutable;
using System.Globalization;

namespace PluginRender.Detection.Yolo;

/// <summary>
/// What a model's metadata says of its classes. Exporters write Python's form of a dictionary or list,
/// <c>{0: 'person', 1: "driver's seat"}</c>, or JSON's.
/// </summary>
public static class ModelNames
{
    /// <summary>The names by class; null when the text has another form.</summary>
    public static ImmutableArray<string>? Parse(string? text)
    {
        if (text is null) return null;
        var names = new SortedDictionary<int, string>();
        int at = 0;
        Skip();
        if (at >= text.Length || text[at] is not ('{' or '[')) return null;
        bool isDictionary = text[at++] == '{';
        while (true)
        {
            Skip();
            if (at >= text.Length) return null;
            if (text[at] is '}' or ']') break;
            int index = names.Count;
            if (isDictionary && (!ReadIndex(out index) || !Take(':'))) return null;
            Skip();
            if (!ReadString(out string name) || !names.TryAdd(index, name)) return null;
            Skip();
            if (at < text.Length && text[at] == ',') at++;
        }

        // Classes without a gap, from 0.
        return names.Keys.SequenceEqual(Enumerable.Range(0, names.Count)) ? [.. names.Values] : null;

        void Skip()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        }

        bool Take(char wanted)
        {
            Skip();
            if (at >= text.Length || text[at] != wanted) return false;
            at++;
            return true;
        }

        bool ReadIndex(out int index)
        {
            // JSON has keys in quotes.
            string digits;
            if (text[at] is '"' or '\'')
            {
                if (!ReadString(out digits)) digits = "";
            }
            else
            {
                int start = at;
                while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
                digits = text[start..at];
            }

            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index);
        }

        bool ReadString(out string value)
        {
            value = "";
            if (at >= text.Length || text[at] is not ('"' or '\'')) return false;
            char quote = text[at++];
            var read = new System.Text.StringBuilder();
            for (; at < text.Length && text[at] != quote; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length) at++;
                read.Append(text[at]);
            }

            value = read.ToString();
            return at++ < text.Length;
        }
    }

    /// <summary>Numbers of a list such as <c>[640, 640]</c>, or a single one; null for another form.</summary>
    public static ImmutableArray<int>? Numbers(string? text)
    {
        if (text is null) return null;
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (string part in text.Trim(' ', '[', ']', '(', ')').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) || number is < 1 or > 65536) return null;
            numbers.Add((int)number);
        }

        return numbers.Count == 0 ? null : numbers.ToImmutable();
    }
}
