using PluginRender.Kernels.Pointwise;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chain;

/// <summary>Effects that only say what is to be done, of which those at the end of a chain are done by the store.</summary>
public class OperationChainTests
{
    // Four bands a frame.
    private const int Width = 2048, Height = 102, Frames = 3, Bands = 4;

    [Theory]
    [InlineData("grade")]
    [InlineData("grade,vignette,fade")]
    [InlineData("add,grade,vignette")]
    [InlineData("grade,add,fade")]
    [InlineData("grade,add")]
    [InlineData("grade,blur,vignette,fade")]
    [InlineData("grade,fade,blur")]
    public void Frames_OfOperations_AreThoseOfEffectsThatAreCalled(string chain)
    {
        List<byte[]> called = Render(chain, (id, context) => new Called(Operation(id, context)));
        List<byte[]> said = Render(chain, (id, context) => new FakeOperation(Operation(id, context)));
        Assert.Equal(Frames, said.Count);
        Assert.Equal(called, said);
        Assert.NotEqual(said[0], said[1]);
    }

    [Theory]
    [InlineData("grade", 1)]
    [InlineData("add,blur,grade", 1)]
    [InlineData("grade,add", Bands)]
    [InlineData("grade,blur", Bands)]
    public void Operations_AtTheEnd_AreAskedForOnceAFrame(string chain, int timesAFrame)
    {
        int asked = 0;
        Render(chain, (id, context) => new FakeOperation(time => { asked++; return Operation(id, context)(time); }));
        Assert.Equal(Frames * timesAFrame, asked);
    }

    [Fact]
    public void Operation_ForAnotherFrameSize_IsTheEffectsFault()
    {
        EffectException failure = Assert.Throws<EffectException>(() => Render("vignette", (_, _) => new FakeOperation(
            _ => new FrameOperations(null, Falloff(Width / 2, Height / 2), Falloff(Width / 2, Height)))));
        Assert.Equal(("s0", "vignette", 0), (failure.SegmentId, failure.EffectId, failure.Frame));
        Assert.Contains("its operation on red-difference chroma is for planes of 1024x102, and the frame's is 1024x51", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operation_ThatFails_NamesEffectAndFrame()
    {
        EffectException failure = Assert.Throws<EffectException>(() => Render("grade,fade", (id, context) => new FakeOperation(
            time => id == "fade" && time.Frame == 2 ? throw new FormatException("no color") : Operation(id, context)(time))));
        Assert.Equal(("fade", 2), (failure.EffectId, failure.Frame));
        Assert.Contains("FormatException: no color", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_OfOperations_AreNotedForEach()
    {
        using var chunks = new TestChunks((e, context) => new FakeOperation(Operation(e.Id, context)), (Width, Height));
        RenderPlan plan = Plan("grade,vignette");
        ChunkRecord record = chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None);
        Assert.Equal([(0, "grade"), (1, "vignette")], record.EffectTimes.Select(t => (t.Index, t.Effect)));
        Assert.All(record.EffectTimes, time => Assert.True(time.Milliseconds > 0));
    }

    private static List<byte[]> Render(string chain, Func<string, EffectContext, Effect> operation)
    {
        using var chunks = new TestChunks(
            (e, context) => e.Id == "add" ? new Arithmetic("add") : e.Id == "blur" ? new ColumnBlur(3, []) : operation(e.Id, context), (Width, Height));
        return chunks.Frames(Plan(chain));
    }

    private static RenderPlan Plan(string chain) => TestChunks.Plan(Width, Height, Frames, 1, TestChunks.Picture(Width, Height),
        [.. chain.Split(',').Select(id => TestChunks.Effect(id, id == "blur" ? PixelAccess.Neighborhood : PixelAccess.Point))]);

    private static Func<FrameTime, FrameOperations> Operation(string id, EffectContext context) => time => id switch
    {
        "grade" => new FrameOperations(Affine.About(1.1 - (0.05 * time.Frame), 16064, 300).ToOperation(), null, Affine.About(1.3, Samples.Neutral, 0).ToOperation()),
        "fade" => new FrameOperations(
            ConstantMix.ToOperation(2048, 0.3 * time.Frame), ConstantMix.ToOperation(9000, 0.3 * time.Frame), ConstantMix.ToOperation(20000, 0.3 * time.Frame)),
        _ => new FrameOperations(Falloff(context.FrameWidth, context.FrameHeight), Falloff(context.FrameWidth / 2, context.FrameHeight / 2), null),
    };

    private static PointOperation? Falloff(int columns, int rows)
        => new RadialFalloff((-columns / 2.0, 1), (-rows / 2.0, 1), (columns, rows), columns * 0.6, 0.7).ToOperation(Samples.Black);

    /// <summary>The same effect as one that is called with every band.</summary>
    private sealed class Called(Func<FrameTime, FrameOperations> operations) : PointEffect
    {
        private readonly FakeOperation inner = new(operations);

        public override void Apply(in FrameTime time, in Band band) => inner.Apply(time, band);
    }
}
