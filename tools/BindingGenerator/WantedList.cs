namespace BindingGenerator;

/// <summary>The names to bind, from wanted.txt.</summary>
internal sealed record WantedList(
    IReadOnlyList<string> Structs, IReadOnlyList<string> Enums, IReadOnlyList<string> Macros, IReadOnlyList<(string Library, string Name)> Functions)
{
    public static WantedList Read(string path)
    {
        var lines = File.ReadAllLines(path).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')).ToList();
        return new WantedList(
            Named("struct"), Named("enum"), Named("macro"),
            [.. lines.Where(l => l[0] is not ("struct" or "enum" or "macro")).Select(l => (l[0], l[1]))]);

        List<string> Named(string kind) => [.. lines.Where(l => l[0] == kind).Select(l => l[1])];
    }
}
