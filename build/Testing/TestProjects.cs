using System.Text.RegularExpressions;

namespace PluginRender.Build.Testing;

/// <summary>Finds the solution's test projects: those that import tests.props.</summary>
internal static partial class TestProjects
{
    public static IReadOnlyList<string> Of(RepositoryPaths paths) =>
    [
        .. ProjectPath().Matches(File.ReadAllText(paths.Solution))
            .Select(match => Path.Combine(paths.Root, match.Groups[1].Value.Replace('\\', '/')))
            .Where(project => File.ReadAllText(project).Contains("tests.props", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static string AssemblyOf(RepositoryPaths paths, string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        return Path.Combine(paths.Artifacts, "bin", name, "release", name + ".dll");
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectPath();
}
