namespace PluginRender.Architecture.Tests;

/// <summary>The repository's projects and sources, as files.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", ".git", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every .csproj.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. Files("*.csproj").Select(ProjectFile.Read)];

    /// <summary>Every .cs that a person wrote.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files("*.cs").Select(path => new SourceFile(path, File.ReadAllLines(Path.Combine(Root, path))))];

    /// <summary>Paths relative to the root, forward slashes, sorted.</summary>
    private static IEnumerable<string> Files(string pattern) => Below(Root, pattern)
        .Select(path => Path.GetRelativePath(Root, path))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Below(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !Generated.Contains(Path.GetFileName(child)))
            .SelectMany(child => Below(child, pattern)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PluginRender.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"no PluginRender.sln above {AppContext.BaseDirectory}");
    }
}
