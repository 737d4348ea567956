using System.Globalization;
using System.Text.RegularExpressions;
using PluginRender.Build.Tests.Rendering;
using PluginRender.TestModels;

namespace PluginRender.Build.Tests.Plugins;

/// <summary>What renders with models are expected to take and take, in real processes with a real libtorch.</summary>
public sealed partial class NeuralMemoryTests : IDisposable
{
    private const int Large = 48 << 18, Small = 24 << 18;

    private readonly RenderCommand command = new(segments: 4, width: 320, height: 180)
    {
        Effect = i => i switch
        {
            0 => Model("large"),
            1 => Model("small"),
            // Two segments, so that two workers have both models at once.
            _ => $"{Model("large")}, {Model("small")}",
        },
    };

    public NeuralMemoryTests()
    {
        Directory.CreateDirectory(command.PathOf("models"));
        TorchScriptFile.Write(command.PathOf("models/large.pt"), TorchScriptFile.Wide, Large);
        TorchScriptFile.Write(command.PathOf("models/small.pt"), TorchScriptFile.Wide, Small);
    }

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Render_WithModels_TakesWhatIsExpected(int workers)
    {
        command.Workers = workers;
        string text = Run(0);
        long expected = long.Parse(Expected().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        long peak = command.Report.GetProperty("peakMemoryBytes").GetInt64() >> 20;
        Assert.True(peak <= expected && expected <= 1.4 * peak, $"{expected} MiB were expected, {peak} were taken");
    }

    [Fact]
    public void Render_MoreWorkersThanMemoryHasRoomFor_WarnsAndNamesTheEffect()
        => Assert.Matches(
            """\[render\] WARNING that is more than the budget; effect torchscript of segment "s2" takes \d+ of the \d+ MiB of a worker; give more --memory, or fewer --workers""",
            Run(0, "--memory=0.66"));

    [Fact]
    public void Render_OneWorkerIsMoreThanTheBudget_IsRefusedNamingTheEffect()
    {
        command.Workers = 1;
        string text = Run(2, "--memory=0.3");
        Assert.Matches("""error\[2\]: the render takes at least \d+ MiB with one worker, and its budget is 307: .*effect torchscript of segment "s2" takes \d+ of the \d+ MiB of a worker.*; give --memory=""", text);
        Assert.DoesNotContain("START", text, StringComparison.Ordinal);
    }

    private static string Model(string name) => $$"""{ "effect": "torchscript", "model": "models/{{name}}.pt" }""";

    [GeneratedRegex(@"expected peak memory (\d+) MiB")]
    private static partial Regex Expected();

    private string Run(int code, params string[] more)
    {
        (int ended, string text) = command.Run("cache", more);
        Assert.True(code == ended, text);
        return text;
    }
}
