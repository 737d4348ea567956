using System.Text.RegularExpressions;

namespace PluginRender.Build.Tests.Rendering;

public sealed partial class InterruptedRenderTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 12, width: 640, height: 360);

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("INT", true, 130)]
    [InlineData("TERM", false, 143)]
    public void Render_Signaled_EndsItsWorkersKeepsChunksAndSaysHowToGoOn(string signal, bool toGroup, int code)
    {
        Func<int, string> grain = command.Effect;
        command.Effect = i => i < 4 ? grain(i) : command.WaitFor("release");
        using StartedRender render = command.Start();
        Assert.True(render.WaitForLines("FINISHED", 4));
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")));
        IReadOnlyList<int> workers = render.Children();
        render.Signal(signal, toGroup);

        Assert.Equal(code, render.Wait());
        Assert.NotEmpty(workers);
        Assert.DoesNotContain(workers, StartedRender.Runs);
        Assert.Empty(command.TemporaryFiles);
        Match said = LastLine().Match(render.LastError);
        Assert.True(said.Success, render.LastError);
        Assert.Equal((code, code), (int.Parse(said.Groups[1].ValueSpan, null), command.Report.GetProperty("exitCode").GetInt32()));
        Assert.Equal("4", said.Groups[2].Value);

        File.WriteAllText(command.PathOf("release"), "");
        using StartedRender again = command.Start();
        Assert.Equal(0, again.Wait());
        Assert.Equal(8, command.Rendered());
    }

    // Short; the moments are chosen by a seed, so that a failure can be repeated.
    [Fact]
    public void Render_KilledAtRandomMoments_GoesOnToTheSameBytes()
    {
        using (StartedRender whole = command.Start("other-cache")) Assert.Equal(0, whole.Wait());
        byte[] expected = command.Output;
        var random = new Random(41);
        for (int run = 0; run < 3; run++)
        {
            using StartedRender render = command.Start();
            if (!render.WaitForLines("[chunk", random.Next(1, 12))) break;
            // Not only right after a line: somewhere in the time that a chunk takes.
            for (int spins = random.Next(100); spins > 0; spins--) Thread.SpinWait(100_000);
            IReadOnlyList<int> workers = render.Children();
            render.Signal("KILL");
            render.Wait();
            StartedRender.WaitForEndOf(workers);
        }

        int kept = Directory.EnumerateFiles(Path.Combine(command.Folder, "cache", "chunks"), "*.json", SearchOption.AllDirectories).Count(f => !f.Contains(".tmp", StringComparison.Ordinal));
        using StartedRender last = command.Start();
        Assert.Equal(0, last.Wait());
        Assert.Equal(12 - kept, command.Rendered());
        Assert.Equal(expected, command.Output);
        Assert.Empty(command.TemporaryFiles);
    }

    [Fact]
    public void Render_KilledWhileAPluginHangs_LeavesNoProcess()
    {
        // Two chunks: the second worker may be just opening its file.
        using var hanging = new RenderCommand(segments: 2, width: 64, height: 36);
        string waiting = hanging.PathOf("never.waiting");
        hanging.Effect = _ => hanging.WaitFor("never");
        using StartedRender render = hanging.Start();
        StartedRender.WaitUntil(() => File.Exists(waiting));
        IReadOnlyList<int> workers = render.Children();
        render.Signal("KILL");
        render.Wait();

        Assert.NotEmpty(workers);
        StartedRender.WaitForEndOf(workers);
        Assert.Empty(hanging.TemporaryFiles);
    }

    [Fact]
    public void Render_WhoseWorkersAreKilled_GivesTheSameBytes()
    {
        using (StartedRender whole = command.Start("other-cache", "--isolation=thread")) Assert.Equal(0, whole.Wait());
        byte[] expected = command.Output;
        using StartedRender render = command.Start();
        for (int round = 0; round < 2 && render.WaitForLines("FINISHED", 2); round++)
        {
            foreach (int worker in render.Children()) Signals.Send("KILL", worker);
        }

        Assert.Equal(0, render.Wait());
        Assert.Equal(expected, command.Output);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, command.Report.GetProperty("fallback").ValueKind);
        Assert.All(command.Report.GetProperty("failedAttempts").EnumerateArray(), a => Assert.Contains("SIGKILL", a.GetProperty("cause").GetString(), StringComparison.Ordinal));
        Assert.Empty(command.TemporaryFiles);
    }

    [GeneratedRegex(@"^error\[(\d+)\]: interrupted; run the same command again to go on: (\d+) of 12 chunks are kept\.$")]
    private static partial Regex LastLine();
}
