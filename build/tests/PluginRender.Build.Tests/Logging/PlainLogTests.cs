using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Logging;

public sealed class PlainLogTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 1, width: 64, height: 36) { Target = "Validate", Effect = _ => """{ "effect": "gr{0}de" }""" };

    public void Dispose() => command.Dispose();

    [Fact]
    public void Line_WithBraces_IsPrintedAsItIs()
    {
        (int code, string said) = command.Run();
        Assert.Equal(65, code);
        string[] lines = [.. said.Split('\n').Where(l => l.Contains("there is no effect", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, l => Assert.Contains("there is no effect \"gr{0}de\"", l, StringComparison.Ordinal));
    }
}
