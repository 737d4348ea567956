namespace PluginRender.Build.Arguments;

/// <summary>An argument as it was given.</summary>
/// <param name="Name">The name with its dashes.</param>
/// <param name="Value">What follows the equals sign or, without one, the next word; null for none.</param>
internal sealed record GivenArgument(string Name, string? Value);

/// <summary>Words that belong to no argument.</summary>
/// <param name="Words">As they were given, one after the other.</param>
/// <param name="Before">The argument that they follow; null for none.</param>
internal sealed record StrayWords(IReadOnlyList<string> Words, GivenArgument? Before);

/// <summary>A command line as names and values; knows no names.</summary>
/// <param name="Arguments">The arguments.</param>
/// <param name="Strays">What is none.</param>
internal sealed record GivenArguments(IReadOnlyList<GivenArgument> Arguments, IReadOnlyList<StrayWords> Strays)
{
    /// <summary>Splits a command line.</summary>
    public static GivenArguments Split(IReadOnlyList<string> args)
    {
        var given = new List<GivenArgument>();
        var strays = new List<StrayWords>();
        for (int i = 0; i < args.Count; i++)
        {
            string word = args[i];
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (!IsName(word))
            {
                int end = i + 1;
                while (end < args.Count && !IsName(args[end])) end++;
                strays.Add(new StrayWords([.. args.Skip(i).Take(end - i)], given.LastOrDefault()));
                i = end - 1;
            }
            else if (equals >= 0)
            {
                given.Add(new GivenArgument(word[..equals], word[(equals + 1)..]));
            }
            else
            {
                given.Add(new GivenArgument(word, i + 1 < args.Count && !args[i + 1].StartsWith('-') ? args[++i] : null));
            }
        }

        return new GivenArguments(given, strays);
    }

    private static bool IsName(string word) => word.Length > 1 && word[0] == '-';
}
