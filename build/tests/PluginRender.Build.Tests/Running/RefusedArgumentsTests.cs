using System.Text.Json;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Running;

/// <summary>What build.sh is given reaches the program, which has a code, an error and an end for each: Cake itself has others for some.</summary>
public sealed class RefusedArgumentsTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 1, width: 64, height: 36) { Target = "Validate", Program = [RenderCommand.Script] };

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("foo", "quote paths with spaces")]
    [InlineData("two words", "quote paths with spaces")]
    [InlineData("", "an empty word")]
    [InlineData("--schema=", "--schema has no value")]
    [InlineData("--verbosity=nonsense", "--verbosity=nonsense: give one of")]
    [InlineData("--target=Plan", "--target is given 2 times")]
    [InlineData("--debug", "--debug is not an argument")]
    [InlineData("--", "-- is not an argument")]
    [InlineData("a.cake", "'a.cake' is not an argument")]
    public void Argument_ThatIsNone_EndsWith2AndAnEndOfTheStream(string argument, string error)
    {
        using StartedRender run = command.Start("cache", "--log=json", argument);
        JsonElement[] events = [.. run.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(2, run.Wait());
        Assert.Equal(["error", "end"], events.Select(e => e.GetProperty("event").GetString()));
        Assert.All(events, e => Assert.Equal(2, e.GetProperty("code").GetInt32()));
        Assert.Contains(error, events[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal($"error[2]: {events[0].GetProperty("text").GetString()}", run.ReadErrors().Trim());
    }

    [Theory]
    [InlineData("--help", "Renders a project")]
    [InlineData("-h", "--target=NAME")]
    [InlineData("--version", "PluginRender ")]
    public void Argument_ThatAsks_IsAnsweredByTheProgram(string argument, string answer)
    {
        (int code, string text) = command.Run("cache", argument);
        Assert.Equal(0, code);
        Assert.Contains(answer, text, StringComparison.Ordinal);
    }
}
