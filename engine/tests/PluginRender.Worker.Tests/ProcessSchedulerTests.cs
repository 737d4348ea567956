using System.Diagnostics;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker.Tests;

public sealed class ProcessSchedulerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Render_ProcessesAndThreadsOneTwoAndFourWorkers_GivesTheSameBytes()
    {
        RenderPlan plan = WorkerRender.Plan([[], [WorkerRender.Effect("blur")], [], [WorkerRender.Effect("fade")], []]);
        new WorkerRender(folder) { Cache = "threads" }.RenderOnThreads(plan, "threads.mp4");
        foreach (int workers in new[] { 1, 2, 4 })
        {
            var render = new WorkerRender(folder) { Workers = workers, Cache = $"cache{workers}" };
            RenderResult result = render.Render(plan, "out.mp4");
            Assert.Equal(File.ReadAllBytes(folder.File("threads.mp4")), File.ReadAllBytes(folder.File("out.mp4")));
            Assert.All(result.Chunks, c => Assert.InRange(c.Worker, 0, workers - 1));
            Assert.True(render.PeakMemoryBytes > 0);
        }
    }

    [Fact]
    public void Render_WithEveryChunkInTheStore_StartsNoProcess()
    {
        RenderPlan plan = WorkerRender.Plan([[], []]);
        new WorkerRender(folder).RenderOnThreads(plan, "out.mp4");
        var render = new WorkerRender(folder);
        Assert.All(render.Render(plan, "out.mp4").Chunks, c => Assert.True(c.Cached));
        Assert.Equal(0, render.PeakMemoryBytes);
    }

    [Fact]
    public async Task Worker_KilledInTheMiddleOfAChunk_IsReplacedAndTheBytesAreTheSame()
    {
        string release = folder.File("release");
        RenderPlan plan = WorkerRender.Plan([[], [WorkerRender.Misdeed("wait", at: 20, release)], [], []]);
        var render = new WorkerRender(folder);
        Task<RenderResult> rendering = Task.Run(() => render.Render(plan, "out.mp4"));
        int worker = int.Parse(Waiting.ForFile(release + ".waiting"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Single(folder.AllFiles, f => f.Contains($".{worker}-", StringComparison.Ordinal));
        using (Process process = Process.GetProcessById(worker)) process.Kill();
        await File.WriteAllTextAsync(release, "");
        RenderResult result = await rendering;

        FailedAttempt failed = Assert.Single(render.FailedAttempts);
        Assert.Equal((1, 1), (failed.Chunk, failed.Attempt));
        Assert.Contains("ended by SIGKILL", failed.Cause, StringComparison.Ordinal);
        Assert.Equal([1, 2, 1, 1], result.Chunks.Select(c => c.Attempts));
        Assert.Null(result.Fallback);
        new WorkerRender(folder) { Cache = "threads" }.RenderOnThreads(plan, "threads.mp4");
        Assert.Equal(await File.ReadAllBytesAsync(folder.File("threads.mp4")), await File.ReadAllBytesAsync(folder.File("out.mp4")));
        Assert.DoesNotContain(folder.AllFiles, f => f.Contains(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancellation_WhileAPluginHangs_EndsTheWorkersAndKeepsFinishedChunks()
    {
        string never = folder.File("never");
        RenderPlan plan = WorkerRender.Plan([[], [WorkerRender.Misdeed("wait", at: 3, never)], []]);
        var render = new WorkerRender(folder) { Workers = 1 };
        using var stop = new CancellationTokenSource();
        Task<RenderResult> rendering = Task.Run(() => render.Render(plan, "out.mp4", stop.Token));
        int worker = int.Parse(Waiting.ForFile(never + ".waiting"), System.Globalization.CultureInfo.InvariantCulture);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);

        Assert.False(Waiting.Runs(worker));
        Assert.Equal([true, false, false], plan.Chunks.Select(c => render.Store.Holds(c.Key)));
        Assert.DoesNotContain(folder.AllFiles, f => f.Contains(".tmp", StringComparison.Ordinal) || f.EndsWith("out.mp4", StringComparison.Ordinal));
    }

    [Fact]
    public void Plugin_ThatPrints_IsShownButCannotDisturbTheChannelNorFloodTheLog()
    {
        RenderPlan plan = WorkerRender.Plan([[], [WorkerRender.Misdeed("chatter")]]);
        var render = new WorkerRender(folder);
        render.Render(plan, "out.mp4");

        string[] shown = [.. render.Lines.Where(l => l.StartsWith("[chunk 1] output: ", StringComparison.Ordinal))];
        Assert.Contains("[chunk 1] output: {\"kind\":\"finished\"}", shown);
        Assert.Contains("[chunk 1] output: a warning [31m in red", shown);
        Assert.Contains($"[chunk 1] output: {new string('x', 300)}", shown);
        Assert.Equal(21, shown.Length);
        Assert.Equal("[chunk 1] output: further lines are left out", shown[^1]);
        Assert.Empty(render.FailedAttempts);
    }

    [Fact]
    public void Worker_ThatDoesNotStart_IsAFailureThatSaysWhy()
    {
        File.WriteAllText(folder.File("broken.dll"), "this is no assembly");
        var render = new WorkerRender(folder);
        using var scheduler = new ProcessScheduler(
            render.Launch with { Assembly = folder.File("broken.dll") }, new ProcessLimits(1, 1L << 30, TimeSpan.FromSeconds(30)), render.Store, render, TimeProvider.System);
        WorkerException e = Assert.Throws<WorkerException>(
            () => scheduler.Start(WorkerRender.Plan([[]]), fresh: false, CancellationToken.None)[0].GetAwaiter().GetResult());
        Assert.Contains("ended with exit code", e.Message, StringComparison.Ordinal);
        Assert.Contains("broken.runtimeconfig.json", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, scheduler.FailedAttempts.Length);
    }
}
