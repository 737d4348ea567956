namespace PluginRender.Build.Arguments;

/// <summary>An argument as it was given.</summary>
/// <param name="Name">The name with its dashes.</param>
/// <param name="Value">What follows the equals sign or, without one, the next word; null for none.</param>
internal sealed record GivenArgument(string Name, string? Value);

/// <summary>Splits a command line into names and values; knows no names.</summary>
internal static class GivenArguments
{
    public static IReadOnlyList<GivenArgument> Split(IReadOnlyList<string> args, List<string> errors)
    {
        var given = new List<GivenArgument>();
        for (int i = 0; i < args.Count; i++)
        {
            string word = args[i];
            if (word.Length < 2 || word[0] != '-')
            {
                errors.Add($"'{word}' is not an argument; arguments look like --name=value.");
                continue;
            }

            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0)
                given.Add(new GivenArgument(word[..equals], word[(equals + 1)..]));
            else if (i + 1 < args.Count && !args[i + 1].StartsWith('-'))
                given.Add(new GivenArgument(word, args[++i]));
            else
                given.Add(new GivenArgument(word, null));
        }

        return given;
    }
}
