using System.Diagnostics;
using System.Text.RegularExpressions;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.Logging;

/// <summary>Renders on terminals: real processes, with real pseudo terminals.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 4, width: 320, height: 180);

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(40)]
    public void Render_OnATerminal_ShowsWorkersInLinesThatFitAndLeavesNothingOfThem(int columns)
    {
        (int code, string written) = PseudoTerminal.Run(columns, command.CommandLine("cache"));

        Assert.Equal(0, code);
        string[] frames = Frames(written);
        Assert.Contains(frames, f => f.Contains("/120 frames", StringComparison.Ordinal) && Regex.IsMatch(f, columns < 60 ? @"\d: \d  s\d" : @"worker \d: chunk \d  s\d"));
        Assert.Contains(frames, f => Regex.IsMatch(f, @"memory \d+ of \d+ MiB"));
        // Three columns are left for what a terminal echoes.
        Assert.All(frames.SelectMany(f => f.Split("\r\n")), line => Assert.InRange(line.TrimEnd().Length, 0, columns - 3));
        IReadOnlyList<string> screen = PseudoTerminal.Screen(written, columns);
        Assert.DoesNotContain(screen, row => row.Contains('█') || row.Contains('░') || row.Contains("120 frames", StringComparison.Ordinal));
        string shown = string.Concat(screen.Select(r => r.PadRight(columns)));
        Assert.Matches(@"\[assemble\] 4 chunks, [\d.]+ [kM]B, packet copy *\[assemble\] FINISHED in (less than )?[\d.]+ s after the last chunk *\[render\] TOTAL ", shown);
        Assert.DoesNotContain("START", shown, StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h", written[..(written.LastIndexOf("\e[?25", StringComparison.Ordinal) + 6)], StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithAWarning_ShowsItAboveTheLiveArea()
    {
        command.Effect = i => i == 2 ? """{ "effect": "misbehave", "does": "throw" }""" : """{ "effect": "grain", "strength": 0.6 }""";
        (int code, string written) = PseudoTerminal.Run(100, command.CommandLine("cache", "--on-effect-error=skip"));

        Assert.Equal(0, code);
        string screen = string.Join('\n', PseudoTerminal.Screen(written, 100));
        Assert.Contains("\n[chunk 2] attempt 1 failed: ", screen, StringComparison.Ordinal);
        Assert.Contains("\n[render] WARNING segment \"s2\" is rendered without effect misbehave", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithNoColor_WritesNoColorCode()
    {
        (int code, string written) = PseudoTerminal.Run(80, command.CommandLine("cache"), ("NO_COLOR", "1"));

        Assert.Equal(0, code);
        Assert.NotEmpty(Frames(written));
        Assert.DoesNotMatch(ColorCode(), written);
    }

    [Fact]
    public void Render_WithAnEmptyNoColor_IsColored()
    {
        (int code, string written) = PseudoTerminal.Run(80, command.CommandLine("cache"), ("NO_COLOR", ""));

        Assert.Equal(0, code);
        Assert.Matches(ColorCode(), written);
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("TERM", "dumb")]
    public void Render_WhereATerminalIsNone_WritesPlainLines(string variable, string value)
    {
        (int code, string written) = PseudoTerminal.Run(80, command.CommandLine("cache"), (variable, value));

        Assert.Equal(0, code);
        Assert.DoesNotMatch(@"\e\[[\d;]*[mAJK]", written);
        Assert.Contains("[chunk 0] START 1 segment, frames 0-29\r\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Piped_WritesTheLinesOfTheContract()
    {
        using StartedRender render = command.Start("cache");
        string written = render.ReadToEnd();

        Assert.Equal(0, render.Wait());
        Assert.DoesNotContain('\e', written);
        string[] lines = [.. written.Split('\n').Where(l => l.StartsWith('[') && !l.StartsWith("[plugins]", StringComparison.Ordinal))];
        Assert.Equal("[render] 4 chunks (~1 s each) with 2 workers, 2 encoder threads each; expected rounds: 2", lines[0]);
        Assert.Contains("[chunk 3] START 1 segment, frames 90-119", lines);
        Assert.Contains(lines, l => Regex.IsMatch(l, @"^\[chunk 3\] FINISHED in \d+\.\d+ s -> [\d.]+ [kM]B, \d+ fps$"));
        Assert.Matches(@"^\[assemble\] 4 chunks, [\d.]+ [kM]B, packet copy$", lines[^3]);
        Assert.Matches(@"^\[assemble\] FINISHED in (less than )?\d+\.\d+ s after the last chunk$", lines[^2]);
        Assert.Matches(@"^\[render\] TOTAL \d+\.\d s \(plan \d+\.\d, chunks \d+\.\d, assembly \d+\.\d\), \d+ fps -> /.*/out\.mp4$", lines[^1]);
    }

    [Fact]
    public async Task Render_ByCtrlC_LeavesTheCursorVisibleAndNothingOfTheLiveArea()
    {
        command.Effect = i => command.WaitFor("release");
        using Process terminal = PseudoTerminal.Start(80, command.CommandLine("cache"));
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")));
        await terminal.StandardInput.WriteAsync('\u0003');
        await terminal.StandardInput.FlushAsync();
        string written = await terminal.StandardOutput.ReadToEndAsync();
        await terminal.WaitForExitAsync();

        Assert.Equal(130, terminal.ExitCode);
        Assert.True(written.LastIndexOf("\e[?25h", StringComparison.Ordinal) > written.LastIndexOf("\e[?25l", StringComparison.Ordinal));
        string screen = string.Join('\n', PseudoTerminal.Screen(written, 80));
        Assert.DoesNotContain('░', screen);
        Assert.DoesNotContain("worker 0", screen, StringComparison.Ordinal);
        Assert.Contains("error[130]: interrupted", screen, StringComparison.Ordinal);
    }

    // An effect that does not return keeps the area on the screen; the second Ctrl-C ends the process all the same.
    [Fact]
    public async Task Render_ByASecondCtrlC_LeavesTheCursorVisible()
    {
        command.Effect = i => command.WaitFor("release");
        using Process terminal = PseudoTerminal.Start(80, command.CommandLine("cache", "--isolation=thread"));
        Task<string> writing = terminal.StandardOutput.ReadToEndAsync();
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")));
        while (!terminal.WaitForExit(TimeSpan.FromMilliseconds(100)))
        {
            await terminal.StandardInput.WriteAsync('\u0003');
            await terminal.StandardInput.FlushAsync();
        }

        string written = await writing;
        Assert.Equal(130, terminal.ExitCode);
        Assert.Contains("\e[?25l", written, StringComparison.Ordinal);
        Assert.True(written.LastIndexOf("\e[?25h", StringComparison.Ordinal) > written.LastIndexOf("\e[?25l", StringComparison.Ordinal));
    }

    /// <summary>What was drawn between one return to the area's beginning and the next, without colors.</summary>
    private static string[] Frames(string written)
        => [.. Redraw().Split(ColorCode().Replace(written, "")).Skip(1).Select(f => f.Split("\e", 2)[0]).Where(f => f.Contains('░') || f.Contains('█'))];

    [GeneratedRegex(@"\r\e\[\d+A")]
    private static partial Regex Redraw();

    [GeneratedRegex(@"\e\[[\d;]*m")]
    private static partial Regex ColorCode();
}
