namespace PluginRender.Build.Tests.Rendering;

/// <summary>Signals that come when there is nothing left to stop: exit code, report and files must say the same.</summary>
public sealed class LateSignalTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 2, width: 64, height: 36);

    public void Dispose() => command.Dispose();

    // The render process renames the plan, the record of the render, the video, and the report.
    [Theory]
    [InlineData("Rename 3", false)]
    [InlineData("Rename 4", true)]
    public void Render_SignaledAtItsLastRenames_IsDoneAndSaysSo(string point, bool isVideoThere)
    {
        using StartedRender render = StartUntil(point);
        Assert.Equal(isVideoThere, File.Exists(command.PathOf("out.mp4")));
        render.Signal("TERM");
        GoOn();

        Assert.Equal(0, render.Wait());
        Assert.Equal(0, command.Report.GetProperty("exitCode").GetInt32());
        Assert.True(File.Exists(command.PathOf("out.mp4")));
        Assert.Empty(command.TemporaryFiles);
    }

    [Fact]
    public void Render_SignaledWhileTheReportOfAFailureIsWritten_KeepsItsCode()
    {
        command.Effect = i => i == 1 ? """{ "effect": "misbehave", "does": "throw" }""" : """{ "effect": "vignette" }""";
        // No video: the report is the third.
        using StartedRender render = StartUntil("Rename 3");
        render.Signal("INT");
        GoOn();
        Assert.Equal((65, 65), (render.Wait(), command.Report.GetProperty("exitCode").GetInt32()));
    }

    [Fact]
    public void Render_KilledBeforeItsReport_LeavesNoReportOfAnEarlierRender()
    {
        using (StartedRender before = command.Start()) Assert.Equal(0, before.Wait());
        using StartedRender render = StartUntil("Rename 2");
        render.Signal("KILL");
        render.Wait();
        Assert.False(File.Exists(command.PathOf("out.report.json")));
    }

    private StartedRender StartUntil(string point)
    {
        command.Fault = $"render {point} WAIT {command.PathOf("go")}";
        StartedRender render = command.Start();
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("go.waiting")));
        return render;
    }

    private void GoOn() => File.WriteAllText(command.PathOf("go"), "");
}
