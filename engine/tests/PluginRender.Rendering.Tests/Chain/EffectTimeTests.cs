using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chain;

/// <summary>What is noted of how long effects take. Only the least that they can have taken is certain.</summary>
public class EffectTimeTests
{
    [Fact]
    public void Render_SeveralEffects_NotesTheTimeOfEachInTheRecord()
    {
        using var chunks = new TestChunks(Create, (16, 16));
        RenderPlan plan = TestChunks.Plan(
            16, 16, 3, 1, TestChunks.Picture(16, 16), TestChunks.Effect("add"), TestChunks.Effect("slow"), TestChunks.Effect("blur", PixelAccess.Neighborhood), TestChunks.Effect("slow"));
        ChunkRecord record = chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None);

        Assert.Equal([("s0", 0, "add"), ("s0", 1, "slow"), ("s0", 2, "blur"), ("s0", 3, "slow")], record.EffectTimes.Select(t => (t.Segment, t.Index, t.Effect)));
        // Three frames of one band; what others take is not counted along.
        Assert.All(record.EffectTimes, time => Assert.InRange(time.Milliseconds, time.Effect == "slow" ? 3 * Slow.Milliseconds * 0.9 : 0, double.MaxValue));
        Assert.Equal(record.EffectTimes, chunks.Store.Find(record.Key, 3).Record!.EffectTimes);
    }

    [Fact]
    public async Task Render_EffectThatWaitsForALock_HasOnlyItsOwnTime()
    {
        var locks = new EffectLocks();
        PlannedEffect unsafeEffect = TestChunks.Effect("add", concurrency: Concurrency.Unsafe);
        using var chunks = new TestChunks(Create, locks: locks);
        RenderPlan plan = TestChunks.Plan(16, 16, 1, 1, TestChunks.Color, unsafeEffect);
        Lock held = locks.For(unsafeEffect)!;
        held.Enter();
        Task<ChunkRecord> rendering = Task.Run(() => chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None));
        Thread.Sleep(500);
        held.Exit();
        Assert.InRange(Assert.Single((await rendering).EffectTimes).Milliseconds, 0, 499);
    }

    [Fact]
    public void TimesOf_SeveralChunks_AreAddedUpBySegmentAndPlace()
    {
        FinishedChunk[] chunks =
        [
            Chunk(new EffectTime("a", 0, "grade", 1), new EffectTime("a", 1, "grade", 2)),
            Chunk(new EffectTime("a", 0, "grade", 10), new EffectTime("b", 0, "grade", 5)),
        ];
        Assert.Equal([new EffectTime("a", 0, "grade", 11), new EffectTime("a", 1, "grade", 2), new EffectTime("b", 0, "grade", 5)], RenderReport.TimesOf(chunks).AsEnumerable());
    }

    private static FinishedChunk Chunk(params EffectTime[] times)
        => new(new PlannedChunk(0, 0, 1, "k"), new ChunkRecord("k", 1, 1, "", [], new ChunkDetails([], times, [])), false, 1, 1, 0);

    private static Effect Create(PlannedEffect effect, EffectContext context) => effect.Id switch
    {
        "slow" => new Slow(),
        "blur" => new ColumnBlur(1, []),
        _ => new Arithmetic(effect.Id),
    };
}
