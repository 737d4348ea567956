using System.Text.RegularExpressions;
using PluginRender.Build.Arguments;

namespace PluginRender.Build.Tests.Running;

/// <summary>What the pages for operators quote is what the program says and takes.</summary>
public sealed partial class OperatorPagesTests
{
    private static readonly RepositoryPaths Paths = RepositoryPaths.Find(AppContext.BaseDirectory);
    private static readonly string Docs = Path.Combine(Paths.Root, "docs");

    private static readonly Lazy<string> Sources = new(() => string.Join('\n', ((string[])["build", "engine"])
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Paths.Root, f), "*.cs", SearchOption.AllDirectories))
        .Where(f => !f.Contains("/tests/", StringComparison.Ordinal)).Append(Path.Combine(Paths.Root, "build.sh")).Append(Path.Combine(Paths.Root, "build.cake")).Select(File.ReadAllText)));

    public static TheoryData<string> Messages =>
    [
        .. File.ReadLines(Path.Combine(Docs, "operating.md")).SkipWhile(l => l != "## Troubleshooting by message").Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(l => Quoted().Matches(l.Split('|')[1])).Select(m => m.Groups[1].Value),
    ];

    public static TheoryData<string> Commands =>
    [
        .. ((string[])["pipelines/github-actions.yml", "pipelines/gitlab-ci.yml"])
            .SelectMany(f => File.ReadLines(Path.Combine(Docs, f))).Select(l => Command().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value),
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Page_MessageThatItExplains_IsOneOfTheProgram(string message)
    {
        foreach (string part in message.Split('…', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(p => p.Length > 4))
            Assert.Contains(part, Sources.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Pipeline_CommandThatItRuns_IsTakenByTheProgram(string arguments)
    {
        CommandLineResult result = CommandLineReader.Read(
            arguments.Split(' '), new Surroundings(Paths, Paths.Root, new CachePlace("/tmp/cache")), TargetNames.In(typeof(RepositoryPaths).Assembly));
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Pipelines_Both_ExplainAndRender() => Assert.Equal(4, Commands.Count);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("build\\.sh (--.*)$")]
    private static partial Regex Command();
}
