namespace BindingGenerator;

/// <summary>The names to bind, from wanted.txt.</summary>
internal sealed record WantedList(
    IReadOnlyList<string> Structs, IReadOnlyList<string> Enums, IReadOnlyList<(string Name, bool Computed)> Macros,
    IReadOnlyList<(string Library, string Name)> Functions)
{
    public static WantedList Read(string path)
    {
        var lines = File.ReadAllLines(path).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')).ToList();
        return new WantedList(
            Named("struct"), Named("enum"),
            [.. lines.Where(l => l[0] is "macro" or "computed").Select(l => (l[1], l[0] == "computed"))],
            [.. lines.Where(l => l[0] is not ("struct" or "enum" or "macro" or "computed")).Select(l => (l[0], l[1]))]);

        List<string> Named(string kind) => [.. lines.Where(l => l[0] == kind).Select(l => l[1])];
    }
}
