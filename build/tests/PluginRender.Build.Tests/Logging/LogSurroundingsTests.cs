using PluginRender.Build.Arguments;
using PluginRender.Build.Logging;

namespace PluginRender.Build.Tests.Logging;

public sealed class LogSurroundingsTests
{
    private static readonly LogSurroundings Terminal = new(IsTerminal: true, Ci: null, Term: "xterm", NoColor: null);

    public static TheoryData<LogSurroundings, LogChoice, LogForm> Forms => new()
    {
        { Terminal, LogChoice.Auto, LogForm.Terminal },
        { Terminal with { IsTerminal = false }, LogChoice.Auto, LogForm.Plain },
        { Terminal with { Ci = "true" }, LogChoice.Auto, LogForm.Plain },
        { Terminal with { Ci = "false" }, LogChoice.Auto, LogForm.Terminal },
        { Terminal with { Ci = "" }, LogChoice.Auto, LogForm.Terminal },
        { Terminal with { Term = "dumb" }, LogChoice.Auto, LogForm.Plain },
        { Terminal with { Term = null }, LogChoice.Auto, LogForm.Plain },
        { Terminal, LogChoice.Plain, LogForm.Plain },
        { Terminal, LogChoice.Json, LogForm.Json },
        { Terminal with { Ci = "true" }, LogChoice.Json, LogForm.Json },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void FormFor_Surroundings_IsWhatTheyCanTake(LogSurroundings surroundings, LogChoice choice, LogForm form)
        => Assert.Equal(form, surroundings.FormFor(choice));

    // no-color.org: "when present and not an empty string (regardless of its value)".
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("0", false)]
    [InlineData("1", false)]
    public void IsColored_NoColor_CountsWhenItIsNotEmpty(string? noColor, bool isColored)
        => Assert.Equal(isColored, (Terminal with { NoColor = noColor }).IsColored);
}
