using System.Text.Json;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>SIGKILL to what a caller started: the render behind it ends, and only then.</summary>
public sealed class KilledStarterTests : IDisposable
{
    private const string Named = "PLUGINRENDER_STARTER=$$ \"$@\"; exit $?";

    private readonly RenderCommand command = new(segments: 6, width: 320, height: 180);

    public KilledStarterTests()
    {
        Func<int, string> grain = command.Effect;
        command.Effect = i => i < 3 ? grain(i) : command.WaitFor("release");
    }

    public void Dispose() => command.Dispose();

    // With build.sh, what is killed is the dotnet command, whose child the launcher and then the render is.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_WhoseStarterIsKilled_EndsAsIfInterrupted(bool byScript)
    {
        command.Program = byScript ? [RenderCommand.Script] : ["bash", "-c", Named, "-", .. command.Program];
        using StartedRender render = StartUntilItWaits();
        render.Signal("KILL");
        render.WaitForGroup();

        JsonElement report = command.Report;
        Assert.Equal(143, report.GetProperty("exitCode").GetInt32());
        Assert.Equal(
            "interrupted, since the process that started it was killed; run the same command again to go on: 3 of 6 chunks are kept.", report.GetProperty("error").GetString());
        Assert.False(File.Exists(command.PathOf("out.mp4")));
        Assert.Empty(command.TemporaryFiles);
    }

    [Fact]
    public void Render_WhoseStarterIsKilledWhileAnEffectHangs_EndsToo()
    {
        command.Program = ["bash", "-c", Named, "-", .. command.Program];
        using StartedRender render = StartUntilItWaits("--isolation=thread");
        render.Signal("KILL");
        render.WaitForGroup();
        Assert.False(File.Exists(command.PathOf("out.mp4")));
    }

    // Started by nobody's launcher: a caller that kills this kills the render itself.
    [Fact]
    public void Render_StartedWithoutTheLauncher_OutlivesItsParent()
    {
        command.Program = ["bash", "-c", "\"$@\"; exit $?", "-", .. command.Program];
        GoesOnAfter(render => render.Signal("KILL"));
    }

    // The shell that started it is killed and its group hung up, as when a terminal is closed.
    [Fact]
    public void Render_StartedByNohup_OutlivesItsShellAndTerminal()
    {
        command.Program = ["env", "--default-signal=INT,HUP", "bash", "-c", "nohup \"$@\" > /dev/null 2>&1 & wait", "-", RenderCommand.Script];
        GoesOnAfter(render =>
        {
            render.Signal("KILL");
            render.Signal("HUP", toGroup: true);
        });
    }

    [Fact]
    public void Render_HungUp_IsInterrupted()
    {
        using StartedRender render = StartUntilItWaits();
        render.Signal("HUP", toGroup: true);
        Assert.Equal((129, 129), (render.Wait(), command.Report.GetProperty("exitCode").GetInt32()));
    }

    private void GoesOnAfter(Action<StartedRender> act)
    {
        using StartedRender render = StartUntilItWaits();
        act(render);
        // More than the time after which it would have been noticed.
        Thread.Sleep(500);
        File.WriteAllText(command.PathOf("release"), "");
        render.WaitForGroup();
        Assert.Null(command.Report.GetProperty("error").GetString());
        Assert.True(File.Exists(command.PathOf("out.mp4")));
    }

    private StartedRender StartUntilItWaits(params string[] more)
    {
        StartedRender render = command.Start("cache", more);
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting"))
            && Directory.Exists(command.PathOf("cache/chunks")) && Directory.EnumerateFiles(command.PathOf("cache/chunks"), "*.json", SearchOption.AllDirectories).Count() >= 3);
        return render;
    }
}
