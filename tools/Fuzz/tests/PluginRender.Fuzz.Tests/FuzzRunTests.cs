using PluginRender.Fuzz.Mutating;
using PluginRender.Fuzz.Running;
using PluginRender.Fuzz.Targets;

namespace PluginRender.Fuzz.Tests;

public sealed class FuzzRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pluginrender-fuzz-tests").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A short run of each; the Fuzz target makes long ones.</summary>
    [Theory]
    [InlineData("project", 30_000)]
    [InlineData("plan", 15_000)]
    [InlineData("picture", 2_500)]
    [InlineData("chunk", 600)]
    public void Reader_OfMutatedInputs_AcceptsOrRefusesEach(string target, int count)
    {
        FuzzResult result = FuzzRun.Run(target, 20_261_125, count, folder);
        Assert.True(result.Findings.Count == 0, string.Join('\n', result.Findings.Select(f => $"input {f.Input}: {f.Kind}: {f.Text}")));
        Assert.InRange(result.Accepted, 1, count - 1);
    }

    public static TheoryData<string, string> Regressions
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "regressions"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                all.Add(Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileName(file));
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Regressions))]
    public void Reader_OfAnInputThatOnceBrokeIt_AcceptsOrRefusesIt(string target, string file)
        => Assert.Null(FuzzRun.Replay(target, Path.Combine(AppContext.BaseDirectory, "regressions", target, file)));

    [Fact]
    public void Run_OfAReaderWithDefects_FindsExceptionsAndCrashesAndGoesOnBehindThem()
    {
        FuzzResult result = FuzzRun.Run(BrokenTarget.Name, 7, 100, folder);
        Assert.Contains(result.Findings, f => f.Kind == "exception" && f.Text.StartsWith("BrokenPromiseException: it adds up to ", StringComparison.Ordinal));
        Assert.Contains(result.Findings, f => f.Kind == "ended with 134" && f.Text.Contains("deliberate", StringComparison.Ordinal));
        Assert.Equal(result.Findings.Select(f => f.Input).Order().Distinct(), result.Findings.Select(f => f.Input));
        Assert.All(result.Findings, f => Assert.NotNull(FuzzRun.Replay(BrokenTarget.Name, f.File)));
        Assert.True(result.Accepted > 0);
        Assert.Equal(result.Findings.Count, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void Mutator_OfASeedAndANumber_MakesTheSameInputWithoutThoseBefore()
    {
        var target = new BrokenTarget();
        byte[][] first = [.. Enumerable.Range(0, 50).Select(i => new Mutator(target.Seeds, target.Words).Make(3, i))];
        Assert.Equal(first[49], new Mutator(target.Seeds, target.Words).Make(3, 49));
        Assert.True(first.Select(Convert.ToHexString).Distinct().Count() > 40);
        Assert.NotEqual(first[1], new Mutator(target.Seeds, target.Words).Make(4, 1));
    }
}
