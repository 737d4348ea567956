using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker.Tests;

/// <summary>Real plugins that harm their process in every way: one attempt at one chunk, a message that names them, and a clean end.</summary>
public sealed class PluginFaultTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Misdeeds { get; } = new()
    {
        { "throw", "InvalidOperationException: deliberate, in s1" },
        { "hang", "it did not return, and no frame was finished for 2 s" },
        { "allocate", "MiB of memory, and its share is" },
        { "allocateNative", "MiB of memory, and its share is" },
        { "writeToBadPointer", "ended by SIG" },
        { "overflowTheStack", "ended by SIGABRT after writing \"Stack overflow." },
        { "exit", "ended with exit code 3" },
        { "failFast", "ended by SIGABRT after writing \"Process terminated." },
        { "writeOutside", "it wrote outside the rows of its band" },
        { "keepFrame", "it wrote to a frame after the call that lent it had returned" },
    };

    public static TheoryData<string, string> Misframings { get; } = new()
    {
        { "shorter", "it left luma row 71, column 0 of a frame of 128x72 unwritten" },
        { "narrower", "it left luma row 0, column 127 of a frame of 128x72 unwritten" },
        { "lumaOnly", "it left blue-difference chroma row 0, column 0 of a frame of 128x72 unwritten" },
        { "wider", "it wrote outside the rows of its band" },
    };

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public void Plugin_ThatMisbehaves_FailsTheRenderAndIsNamed(string misdeed, string cause)
    {
        WorkerRender render = Render(skips: false, misdeed);
        EffectException e = Assert.Throws<EffectException>(() => render.Render(Plan(misdeed), "out.mp4"));

        Assert.Equal(("s1", "misbehave", "Fixture.Crashing", 7), (e.SegmentId, e.EffectId, e.Plugin, e.Frame));
        Assert.StartsWith("segment \"s1\": effect misbehave of plugin Fixture.Crashing, frame 7: ", e.Message, StringComparison.Ordinal);
        // Assert.Contains would cut the message off before its cause.
        Assert.True(e.Message.Contains(cause, StringComparison.Ordinal), e.Message);
        Assert.Equal([(1, 1, e.Message)], render.FailedAttempts.Select(a => (a.Chunk, a.Attempt, a.Cause)));
        Assert.DoesNotContain(folder.AllFiles, f => f.Contains(".tmp", StringComparison.Ordinal) || f.EndsWith("out.mp4", StringComparison.Ordinal));
        Assert.DoesNotContain(render.Lines, l => l.Contains("sequentially", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public void Plugin_ThatMisbehaves_IsLeftOutWhereThatIsWanted(string misdeed, string cause)
    {
        WorkerRender render = Render(skips: true, misdeed);
        RenderPlan plan = Plan(misdeed);
        RenderResult result = render.Render(plan, "out.mp4");

        SkippedEffect skipped = Assert.Single(result.Skipped);
        Assert.Equal(("s1", "misbehave", "Fixture.Crashing", 7), (skipped.Segment, skipped.Effect, skipped.Plugin, skipped.Frame));
        Assert.Contains(cause, skipped.Cause, StringComparison.Ordinal);
        Assert.Contains(render.Lines, l => l.StartsWith("[render] WARNING segment \"s1\" is rendered without effect misbehave of plugin Fixture.Crashing, which failed: ", StringComparison.Ordinal));
        Assert.NotEqual(plan.Chunks[1].Key, result.Chunks[1].Chunk.Key);
        Assert.False(render.Store.Holds(plan.Chunks[1].Key));

        // The same bytes as of a project that never had the effect in that place, and the others are untouched.
        RenderPlan without = RenderPlanner.Without(plan, "s1", "misbehave");
        new WorkerRender(folder) { Cache = "threads" }.RenderOnThreads(without, "without.mp4");
        Assert.Equal(File.ReadAllBytes(folder.File("without.mp4")), File.ReadAllBytes(folder.File("out.mp4")));
        Assert.Equal(plan.Chunks[2].Key, result.Chunks[2].Chunk.Key);
        Assert.All(result.Chunks, c => Assert.Equal((1, false), (c.Attempts, c.Cached)));
    }

    [Theory]
    [MemberData(nameof(Misframings))]
    public void Plugin_ThatTakesTheFrameForAnotherSize_FailsTheRenderAndIsNamed(string does, string cause)
    {
        WorkerRender render = Render(skips: false);
        EffectException e = Assert.Throws<EffectException>(() => render.Render(WorkerRender.Plan([[], [WorkerRender.Misframe(does, at: 7)]]), "out.mp4"));
        Assert.Equal(("s1", "misframe", "Fixture.Crashing", 7), (e.SegmentId, e.EffectId, e.Plugin, e.Frame));
        Assert.True(e.Message.Contains(cause, StringComparison.Ordinal), e.Message);
        Assert.Equal([(1, 1, e.Message)], render.FailedAttempts.Select(a => (a.Chunk, a.Attempt, a.Cause)));
    }

    [Theory]
    [MemberData(nameof(Misframings))]
    public void Plugin_ThatTakesTheFrameForAnotherSize_IsLeftOutWhereThatIsWanted(string does, string cause)
    {
        RenderPlan plan = WorkerRender.Plan([[], [WorkerRender.Misframe(does, at: 7)]]);
        SkippedEffect skipped = Assert.Single(Render(skips: true).Render(plan, "out.mp4").Skipped);
        Assert.Equal(("s1", "misframe", "Fixture.Crashing", 7), (skipped.Segment, skipped.Effect, skipped.Plugin, skipped.Frame));
        Assert.Contains(cause, skipped.Cause, StringComparison.Ordinal);
        new WorkerRender(folder) { Cache = "threads" }.RenderOnThreads(RenderPlanner.Without(plan, "s1", "misframe"), "without.mp4");
        Assert.Equal(File.ReadAllBytes(folder.File("without.mp4")), File.ReadAllBytes(folder.File("out.mp4")));
    }

    /// <summary>
    /// No two threads of a process, and no two plugins of threads, share what it keeps, so that the lie changes nothing:
    /// not a failure, but the bytes of a single worker.
    /// </summary>
    [Fact]
    public void Plugin_ThatLiesAboutThreads_ChangesNothingInProcessesAndOnThreads()
    {
        RenderPlan plan = WorkerRender.Plan([.. Enumerable.Range(0, 6).Select(_ => (Projects.ProjectEffect[])[WorkerRender.Effect("lie")])]);
        new WorkerRender(folder) { Cache = "one", Workers = 1 }.RenderOnThreads(plan, "one.mp4");
        new WorkerRender(folder) { Cache = "threads", Workers = 4 }.RenderOnThreads(plan, "threads.mp4");
        new WorkerRender(folder) { Cache = "processes", Workers = 4 }.Render(plan, "processes.mp4");
        Assert.Equal(File.ReadAllBytes(folder.File("one.mp4")), File.ReadAllBytes(folder.File("threads.mp4")));
        Assert.Equal(File.ReadAllBytes(folder.File("one.mp4")), File.ReadAllBytes(folder.File("processes.mp4")));
    }

    [Fact]
    public void Plugin_ThatThrowsWhenItIsDisposed_IsNamedWithItsLastFrame()
    {
        EffectException e = Assert.Throws<EffectException>(() => Render(skips: false).Render(Plan("throwAtTheEnd"), "out.mp4"));
        Assert.Equal(("s1", "misbehave", 29), (e.SegmentId, e.EffectId, e.Frame));
        Assert.Contains("it could not be disposed, InvalidOperationException: deliberate, at the end", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plugin_ThatThrows_IsLeftOutOnThreadsWithTheSameBytes()
    {
        RenderPlan plan = Plan("throw");
        var onThreads = new WorkerRender(folder) { Skips = true, Cache = "threads" };
        Assert.Single(onThreads.RenderOnThreads(plan, "threads.mp4").Skipped);
        Render(skips: true).Render(plan, "out.mp4");
        Assert.Equal(File.ReadAllBytes(folder.File("threads.mp4")), File.ReadAllBytes(folder.File("out.mp4")));
    }

    [Fact]
    public void Plugin_ThatMisbehavesInTwoSegments_IsLeftOutOfBoth()
    {
        var render = new WorkerRender(folder) { Skips = true };
        RenderResult result = render.Render(WorkerRender.Plan([[WorkerRender.Misdeed("throw")], [], [WorkerRender.Misdeed("exit", at: 0)], []]), "out.mp4");
        Assert.Equal([("s0", 5), ("s2", 0)], result.Skipped.Select(s => (s.Segment, s.Frame!.Value)).Order());
        Assert.Equal(2, render.FailedAttempts.Length);
    }

    [Fact]
    public void Plugin_ThatOutgrowsTheShareOfTwo_IsTriedAloneBeforeItIsBlamed()
    {
        var render = new WorkerRender(folder) { Workers = 2, MemoryBytes = MemoryForOne };
        Assert.Throws<EffectException>(() => render.Render(Plan("allocateNative"), "out.mp4"));
        Assert.Equal([1, 2], render.FailedAttempts.Where(a => a.Chunk == 1).Select(a => a.Attempt));
        Assert.Contains("going on with 1 worker", render.FailedAttempts[0].Cause, StringComparison.Ordinal);
    }

    private static RenderPlan Plan(string misdeed) => WorkerRender.Plan([[], [WorkerRender.Misdeed(misdeed, at: 7)], [WorkerRender.Misdeed("nothing")]]);

    private static long MemoryForOne => Environment.WorkingSet + (500L << 20);

    // One worker, so that its share is the whole budget from the start; little silence only for what is to be silent.
    private WorkerRender Render(bool skips, string misdeed = "") => new(folder)
    {
        Workers = 1,
        Skips = skips,
        MemoryBytes = MemoryForOne,
        ChunkTimeout = TimeSpan.FromSeconds(misdeed == "hang" ? 2 : 30),
    };
}
