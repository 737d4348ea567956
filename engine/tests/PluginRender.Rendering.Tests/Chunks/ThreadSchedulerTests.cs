using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chunks;

public class ThreadSchedulerTests
{
    [Theory]
    [InlineData(Concurrency.Unsafe, 1)]
    [InlineData(Concurrency.PerInstance, 4)]
    public async Task Effect_OnFourWorkers_IsCalledByAsManyAsItPromises(Concurrency concurrency, int mostAtOnce)
    {
        var meter = new Meter(mostAtOnce);
        using var chunks = new TestChunks((_, _) => new Metered(meter));
        RenderPlan plan = TestChunks.Plan(16, 16, 3, 4, TestChunks.Color, TestChunks.Effect("metered", concurrency: concurrency));
        await Task.WhenAll(chunks.Scheduler(4).Start(plan, fresh: false, CancellationToken.None));
        Assert.Equal(mostAtOnce, meter.Most);
    }

    [Fact]
    public async Task Effect_ThatPromisesNothing_IsNotCreatedOrDisposedDuringACall()
    {
        var meter = new Meter(1);
        using var chunks = new TestChunks((_, _) =>
        {
            meter.Pass();
            return new MeteredAtItsEnd(meter);
        });
        RenderPlan plan = TestChunks.Plan(16, 16, 1, 12, TestChunks.Color, TestChunks.Effect("metered", concurrency: Concurrency.Unsafe));
        await Task.WhenAll(chunks.Scheduler(4).Start(plan, fresh: false, CancellationToken.None));
        Assert.Equal(1, meter.Most);
    }

    [Fact]
    public async Task Chunk_WhoseEncoderFailsOnce_IsRenderedAgain()
    {
        using var chunks = new TestChunks();
        int failures = 0;
        chunks.Encoders.BeforeSubmit = (key, frame) =>
        {
            if (key == TestChunks.Key(1) && frame == 2 && Interlocked.Increment(ref failures) == 1) throw new EncodingException("deliberate", -12);
        };
        RenderPlan plan = TestChunks.Plan(16, 16, 4, 3, TestChunks.Color);

        FinishedChunk[] finished = await Task.WhenAll(chunks.Scheduler(2).Start(plan, fresh: false, CancellationToken.None));

        Assert.Equal([1, 2, 1], finished.Select(f => f.Attempts));
        Assert.Contains("[chunk 1] attempt 1 failed: deliberate", chunks.Log.Lines);
        Assert.All(plan.Chunks, c => Assert.NotNull(chunks.Store.Find(c.Key, c.FrameCount).Record));
        Assert.DoesNotContain(chunks.Files, f => f.Contains(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chunk_WhoseEncoderFailsTwice_FailsWithTheEncodersMessage()
    {
        using var chunks = new TestChunks();
        chunks.Encoders.BeforeSubmit = (_, _) => throw new EncodingException("deliberate", -12);
        EncodingException e = await Assert.ThrowsAsync<EncodingException>(
            () => Task.WhenAll(chunks.Scheduler(1).Start(TestChunks.Plan(16, 16, 1, 1, TestChunks.Color), fresh: false, CancellationToken.None)));
        Assert.Equal(("deliberate", -12), (e.Message, e.ErrorCode));
        Assert.Empty(chunks.Files);
        Assert.Equal(2, chunks.Log.Lines.Count(l => l.Contains("START", StringComparison.Ordinal)));
    }

    [Fact]
    public void Render_WithAFailingChunk_EndsAndStopsTheOthers()
    {
        using var started = new ManualResetEventSlim();
        using var chunks = new TestChunks((_, context) => context.SegmentId == "s1" ? new Failing(started) : new Nothing());
        // The other chunks would take far longer than the test.
        RenderPlan plan = TestChunks.Plan(16, 16, 100_000, 6, TestChunks.Color, TestChunks.Effect("broken"));
        chunks.Encoders.BeforeSubmit = (_, _) => started.Set();
        var pipeline = new RenderPipeline(chunks.Scheduler(2), chunks.Encoders, new NoAssembler(), new NoVerifier(), chunks.Store, chunks.Log, TimeProvider.System);

        EffectException e = Assert.Throws<EffectException>(
            () => pipeline.Render(plan, new RenderRun(chunks.File("out.mp4"), false), OutputProfile.Draft, 23, CancellationToken.None));

        Assert.Equal("s1", e.SegmentId);
        Assert.Empty(chunks.Files);
        Assert.DoesNotContain(chunks.Log.Lines, l => l.Contains("FINISHED", StringComparison.Ordinal));
        Assert.Equal(2, chunks.Log.Lines.Count(l => l.Contains("START", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Chunks_AfterOneHasFailed_AreNotBegun(int workers)
    {
        using var failed = new ManualResetEventSlim();
        using var started = new CountdownEvent(workers - 1);
        using var chunks = new TestChunks();
        int failing = workers - 1;
        // The others are in the middle of their chunks when the last one begun fails, and go on after it.
        chunks.Encoders.BeforeSubmit = (key, _) =>
        {
            if (key == TestChunks.Key(failing))
            {
                Assert.True(started.Wait(TimeSpan.FromSeconds(30)));
                throw new InvalidOperationException("deliberate");
            }

            started.Signal();
            Assert.True(failed.Wait(TimeSpan.FromSeconds(30)));
        };
        RenderPlan plan = TestChunks.Plan(16, 16, 1, 12, TestChunks.Color);

        IReadOnlyList<Task<FinishedChunk>> tasks = chunks.Scheduler(workers).Start(plan, fresh: false, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[failing]);
        failed.Set();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(tasks));

        Assert.All(tasks.Take(failing), t => Assert.True(t.IsCompletedSuccessfully));
        Assert.All(tasks.Skip(workers), t => Assert.True(t.IsCanceled));
        Assert.Equal(workers, chunks.Log.Lines.Count(l => l.Contains("START", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cancellation_WhileChunksAreRendered_LeavesFinishedChunksOnly()
    {
        using var cancellation = new CancellationTokenSource();
        using var chunks = new TestChunks();
        chunks.Encoders.BeforeSubmit = (key, frame) =>
        {
            if (key == TestChunks.Key(2) && frame == 1) cancellation.Cancel();
        };
        RenderPlan plan = TestChunks.Plan(16, 16, 4, 5, TestChunks.Color);

        IReadOnlyList<Task<FinishedChunk>> tasks = chunks.Scheduler(1).Start(plan, fresh: false, cancellation.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(tasks));

        Assert.Equal([true, true, false, false, false], tasks.Select(t => t.IsCompletedSuccessfully));
        Assert.Equal(["k00.json", "k00.mp4", "k01.json", "k01.mp4"], chunks.Files.Order(StringComparer.Ordinal));
        Assert.NotNull(chunks.Store.Find(TestChunks.Key(1), 4).Record);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task FinishedChunks_InTheNextRender_AreTakenUnlessFresh(bool fresh, bool cached)
    {
        using var chunks = new TestChunks();
        RenderPlan plan = TestChunks.Plan(16, 16, 2, 2, TestChunks.Color);
        await Task.WhenAll(chunks.Scheduler(1).Start(plan, fresh: false, CancellationToken.None));
        FinishedChunk[] again = await Task.WhenAll(chunks.Scheduler(1).Start(plan, fresh, CancellationToken.None));
        Assert.All(again, c => Assert.Equal(cached, c.Cached));
    }

    /// <summary>How many are inside at once; waits a moment for as many as may be.</summary>
    private sealed class Meter(int expected)
    {
        private int inside;
        private int most;

        public int Most => most;

        public void Pass()
        {
            int now = Interlocked.Increment(ref inside);
            for (int seen = most; now > seen; seen = most) Interlocked.CompareExchange(ref most, now, seen);
            SpinWait.SpinUntil(() => most >= expected && expected > 1, expected > 1 ? 10_000 : 5);
            Interlocked.Decrement(ref inside);
        }
    }

    private sealed class Metered(Meter meter) : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band) => meter.Pass();
    }

    private sealed class MeteredAtItsEnd(Meter meter) : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band) => meter.Pass();

        protected override void Dispose(bool disposing)
        {
            meter.Pass();
            base.Dispose(disposing);
        }
    }

    private sealed class Nothing : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band)
        {
        }
    }

    private sealed class Failing(ManualResetEventSlim started) : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band)
        {
            started.Wait();
            throw new InvalidOperationException("deliberate");
        }
    }

    private sealed class NoAssembler : IAssembler
    {
        public IAssembly Begin(RenderPlan plan, string path) => new Assembly();

        private sealed class Assembly : IAssembly
        {
            public void Append(PlannedChunk chunk, string file)
            {
            }

            public void Finish()
            {
            }

            public void Dispose()
            {
            }
        }
    }

    private sealed class NoVerifier : IOutputVerifier
    {
        public SeamCertificate Verify(RenderPlan plan, string output, Func<PlannedChunk, string> chunkFile, VerificationDepth depth)
            => throw new InvalidOperationException("nothing is finished");
    }
}
