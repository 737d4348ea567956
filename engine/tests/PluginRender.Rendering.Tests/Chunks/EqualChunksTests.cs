using PluginRender.Planning;

namespace PluginRender.Rendering.Tests.Chunks;

/// <summary>What a plan shows twice is rendered once.</summary>
public class EqualChunksTests
{
    // Keys count on it: neither a still segment's place nor its length stands in them.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Frames_OfAStillSegment_AreTheSame(bool isPicture)
    {
        using var chunks = new TestChunks();
        RenderPlan plan = TestChunks.Plan(32, 18, 5, 1, isPicture ? TestChunks.Picture() : TestChunks.Color);
        Assert.True(plan.Segments[0].IsStill);
        List<byte[]> frames = chunks.Frames(plan);
        Assert.Equal(5, frames.Count);
        Assert.All(frames, f => Assert.Equal(frames[0], f));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Chunks_WithOneKey_AreRenderedOnce(int workers, bool fresh)
    {
        using var chunks = new TestChunks();
        RenderPlan plan = WithOneKey(TestChunks.Plan(16, 16, 2, 5, TestChunks.Color));
        FinishedChunk[] finished = await Task.WhenAll(chunks.Scheduler(workers).Start(plan, fresh, CancellationToken.None));
        Assert.Equal([false, true, true, true, false], finished.Select(f => f.Cached));
        Assert.Equal([0, 1, 2, 3, 4], finished.Select(f => f.Chunk.Index));
        Assert.Equal(2, chunks.Log.Lines.Count(l => l.Contains("START", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Chunks_LikeOneThatFails_AreCanceled()
    {
        using var chunks = new TestChunks();
        chunks.Encoders.BeforeSubmit = (_, _) => throw new InvalidOperationException("deliberate");
        RenderPlan plan = WithOneKey(TestChunks.Plan(16, 16, 2, 5, TestChunks.Color));
        IReadOnlyList<Task<FinishedChunk>> tasks = chunks.Scheduler(1).Start(plan, fresh: false, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[0]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tasks[1]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tasks[4]);
    }

    /// <summary>All chunks but the last.</summary>
    private static RenderPlan WithOneKey(RenderPlan plan)
        => plan with { Chunks = [.. plan.Chunks.Select(c => c.Index < plan.Chunks.Length - 1 ? c with { Key = TestChunks.Key(0) } : c)] };
}
