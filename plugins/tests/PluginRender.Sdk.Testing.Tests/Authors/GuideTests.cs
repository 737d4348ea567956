using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace PluginRender.Sdk.Testing.Tests.Authors;

/// <summary>What the guide for plugin authors shows compiles, and keeps every promise.</summary>
public sealed partial class GuideTests(ITestOutputHelper output)
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Places.Repository, "plugins", "README.md"));

    [Theory]
    [InlineData("guide-sepia")]
    [InlineData("guide-flicker")]
    [InlineData("guide-sharpen")]
    [InlineData("guide-pan")]
    public void Effect_OfTheGuide_KeepsEveryPromise(string id)
    {
        using TestedPlugin plugin = TestedPlugin.Load(Places.Fixture("Fixture.Guide"));
        EffectChecks.All(plugin.Effect(id), output.WriteLine);
    }

    // The fixture is compiled with the tests: what is the same as one of its files compiles.
    [Fact]
    public void Code_OfTheGuide_IsThatOfTheFixture()
    {
        string folder = Path.Combine(Places.Repository, "plugins", "tests", "fixtures", "Fixture.Guide");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        string[] blocks = [.. CodeBlock().Matches(Guide).Select(m => m.Groups[1].Value)];
        Assert.All(blocks, block => Assert.True(files.Contains(block), $"plugins/README.md has code that no file of Fixture.Guide has; make them the same:\n{block}"));
        Assert.All(files, file => Assert.True(blocks.Contains(file), $"plugins/README.md does not show a file of Fixture.Guide; make them the same:\n{file}"));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
