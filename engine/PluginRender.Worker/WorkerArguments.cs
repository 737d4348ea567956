namespace PluginRender.Worker;

/// <summary>The arguments of a command; all are needed, each as <c>--name=value</c>.</summary>
internal sealed class WorkerArguments
{
    private readonly Dictionary<string, string> values;

    private WorkerArguments(Dictionary<string, string> values) => this.values = values;

    /// <summary>The value of an argument.</summary>
    public string this[string name] => values[name];

    /// <summary>Where plugins are.</summary>
    public string[] PluginFolders => values["plugins"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="ArgumentException">One is missing, unknown or given twice.</exception>
    public static WorkerArguments Read(IEnumerable<string> given, params string[] names)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string argument in given)
        {
            string[] parts = argument.Split('=', 2);
            string name = parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..] : "";
            if (!names.Contains(name) || parts.Length < 2 || parts[1].Length == 0)
                throw new ArgumentException($"'{argument}' is not an argument of this command; there are {string.Join(", ", names.Select(n => $"--{n}=VALUE"))}");
            if (!values.TryAdd(name, parts[1])) throw new ArgumentException($"--{name} is given twice; give it once");
        }

        string[] missing = [.. names.Except(values.Keys).Select(n => $"--{n}=VALUE")];
        return missing.Length == 0 ? new WorkerArguments(values) : throw new ArgumentException($"{string.Join(", ", missing)} is missing");
    }
}
