namespace PluginRender.Worker;

/// <summary>The arguments of a command, each as <c>--name=value</c>.</summary>
internal sealed class WorkerArguments
{
    private readonly Dictionary<string, string> values;

    private WorkerArguments(Dictionary<string, string> values) => this.values = values;

    /// <summary>The value of an argument.</summary>
    public string this[string name] => values[name];

    /// <summary>Where plugins are.</summary>
    public string[] PluginFolders => values["plugins"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether a plan's pictures may lie outside the project's folder.</summary>
    public bool AllowsOutside => values.GetValueOrDefault("allow-outside") switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw new ArgumentException($"--allow-outside={other}: give true or false"),
    };

    /// <param name="given">The command line.</param>
    /// <param name="names">The arguments there are; one that may be left out ends in a question mark.</param>
    /// <exception cref="ArgumentException">One is missing, unknown or given twice.</exception>
    public static WorkerArguments Read(IEnumerable<string> given, params string[] names)
    {
        string[] needed = [.. names.Where(n => !n.EndsWith('?'))];
        names = [.. names.Select(n => n.TrimEnd('?'))];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string argument in given)
        {
            string[] parts = argument.Split('=', 2);
            string name = parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..] : "";
            if (!names.Contains(name) || parts.Length < 2 || parts[1].Length == 0)
                throw new ArgumentException($"'{argument}' is not an argument of this command; there are {string.Join(", ", names.Select(n => $"--{n}=VALUE"))}");
            if (!values.TryAdd(name, parts[1])) throw new ArgumentException($"--{name} is given twice; give it once");
        }

        string[] missing = [.. needed.Except(values.Keys).Select(n => $"--{n}=VALUE")];
        return missing.Length == 0 ? new WorkerArguments(values) : throw new ArgumentException($"{string.Join(", ", missing)} is missing");
    }
}
