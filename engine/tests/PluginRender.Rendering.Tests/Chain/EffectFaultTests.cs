using System.Runtime.CompilerServices;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chain;

/// <summary>What effects do to the memory that they are lent.</summary>
public class EffectFaultTests
{
    [Theory]
    [InlineData(PixelAccess.Neighborhood)]
    [InlineData(PixelAccess.Frame)]
    [InlineData(PixelAccess.Source)]
    public void Effect_ThatLeavesItsBandUnwritten_IsNamed(PixelAccess access)
    {
        EffectException e = Fails(access switch
        {
            PixelAccess.Neighborhood => _ => new WritingNeighborhood(null),
            PixelAccess.Frame => _ => new WritingFrame(null),
            _ => _ => new WritingSource(null),
        }, access);
        Assert.Equal(("s0", "broken", 0), (e.SegmentId, e.EffectId, e.Frame));
        Assert.StartsWith("it left luma row 0, column 0 of a frame of 32x18 unwritten", e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(short.MinValue)]
    [InlineData(short.MinValue + 1)]
    [InlineData(unchecked((short)0xa55a))]
    public void Effect_ThatWritesTheVerySampleOfAMark_IsNotBlamed(short sample)
    {
        using var chunks = new TestChunks((_, _) => new WritingFrame(sample));
        Assert.Equal(2, chunks.Frames(TestChunks.Plan(32, 18, 2, 1, TestChunks.Color, TestChunks.Effect("extreme", PixelAccess.Frame))).Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(18)]
    public void Effect_ThatWritesARowTooMany_IsNamed(int row)
    {
        EffectException e = Fails(_ => new Trespassing(row), PixelAccess.Point);
        Assert.StartsWith("it wrote outside the rows of its band", e.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Effect_ThatWritesARowTooManyAmongOthers_IsTheOneThatIsNamed()
    {
        using var chunks = new TestChunks((e, _) => e.Id == "broken" ? new Trespassing(18) : new Arithmetic("add"));
        RenderPlan plan = TestChunks.Plan(32, 18, 2, 1, TestChunks.Color, TestChunks.Effect("first"), TestChunks.Effect("broken"), TestChunks.Effect("last"));
        EffectException e = Assert.Throws<EffectException>(() => chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None));
        Assert.Equal(("broken", 0), (e.EffectId, e.Frame));
        Assert.Empty(chunks.Files);
    }

    [Theory]
    [InlineData("keeper", "keeper")]
    [InlineData("keeper,other,third", "keeper")]
    [InlineData("other,keeper,third", "keeper")]
    [InlineData("other,third,keeper", "keeper")]
    public void Frame_WrittenToBetweenCalls_IsBlamedOnWhoKeptIt(string ids, string expected)
    {
        Action write = () => { };
        // The encoder works when no effect does. In the search nothing is encoded: then while others are called.
        using var chunks = new TestChunks((e, _) => e.Id == "keeper" ? new Keeping(w => write = w) : new Calling(() => write()));
        chunks.Encoders.BeforeSubmit = (_, frame) =>
        {
            if (frame == 2) write();
        };
        RenderPlan plan = TestChunks.Plan(32, 18, 5, 1, TestChunks.Color, [.. ids.Split(',').Select(id => TestChunks.Effect(id))]);
        EffectException e = Assert.Throws<EffectException>(() => chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None));
        Assert.Equal((expected, "s0"), (e.EffectId, e.SegmentId));
        Assert.StartsWith("it wrote to a frame after the call that lent it had returned", e.Problem, StringComparison.Ordinal);
        Assert.Empty(chunks.Files);
    }

    [Fact]
    public void Frame_WrittenToBehindTheLastOne_IsNoticed()
    {
        Action write = () => { };
        using var chunks = new TestChunks((_, _) => new Keeping(w => write = w));
        chunks.Encoders.BeforeSubmit = (_, frame) =>
        {
            if (frame == 4) write();
        };
        RenderPlan plan = TestChunks.Plan(32, 18, 5, 1, TestChunks.Color, TestChunks.Effect("keeper"));
        Assert.Throws<EffectException>(() => chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None));
    }

    [Fact]
    public void Radius_OfAnUnsafeEffect_IsReadUnderItsLock()
    {
        var locks = new EffectLocks();
        PlannedEffect effect = TestChunks.Effect("blur", PixelAccess.Neighborhood, Concurrency.Unsafe);
        var held = new List<bool>();
        using var chunks = new TestChunks((_, _) => new Watched(() => held.Add(locks.For(effect)!.IsHeldByCurrentThread)), locks: locks);
        chunks.Frames(TestChunks.Plan(32, 18, 1, 1, TestChunks.Color, effect));
        Assert.NotEmpty(held);
        Assert.DoesNotContain(false, held);
    }

    [Fact]
    public void Radius_ThatThrows_IsTheEffectsFailure()
    {
        EffectException e = Fails(_ => new Watched(() => throw new InvalidOperationException("deliberate")), PixelAccess.Neighborhood);
        Assert.Equal((0, "InvalidOperationException: deliberate"), (e.Frame, e.Problem));
    }

    [Fact]
    public void Dispose_ThatThrowsBehindAFailure_DoesNotHideIt()
    {
        EffectException e = Fails(_ => new Ending(), PixelAccess.Point);
        Assert.Equal("InvalidOperationException: in the call", e.Problem);
    }

    private static EffectException Fails(Func<EffectContext, Effect> create, PixelAccess access)
    {
        using var chunks = new TestChunks((_, context) => create(context));
        RenderPlan plan = TestChunks.Plan(32, 18, 2, 1, access == PixelAccess.Source ? TestChunks.Picture() : TestChunks.Color, TestChunks.Effect("broken", access));
        return Assert.Throws<EffectException>(() => chunks.Renderer.Render(plan, plan.Chunks[0], CancellationToken.None));
    }

    private sealed class WritingNeighborhood(short? sample) : NeighborhoodEffect
    {
        public override int Radius => 1;

        public override void Apply(in FrameTime time, in FrameView input, in Band output)
        {
            if (sample is { } s) Plain.Fill(output, s);
        }
    }

    private sealed class WritingFrame(short? sample) : FrameEffect
    {
        public override void Apply(in FrameTime time, in FrameView input, in Band output)
        {
            if (sample is { } s) Plain.Fill(output, s);
        }
    }

    private sealed class WritingSource(short? sample) : SourceEffect
    {
        public override void Render(in FrameTime time, in SourcePicture source, in Band output)
        {
            if (sample is { } s) Plain.Fill(output, s);
        }
    }

    private sealed unsafe class Trespassing(int row) : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band)
        {
            fixed (short* first = band.Luma.Row(0)) first[row * band.Luma.Stride] = 1;
        }
    }

    private sealed unsafe class Keeping(Action<Action> tell) : PointEffect
    {
        private short* kept;

        public override void Apply(in FrameTime time, in Band band)
        {
            kept = (short*)Unsafe.AsPointer(ref band.Luma.Row(band.FirstRow)[0]);
            tell(() => kept[5] = 99);
        }
    }

    private sealed class Calling(Action other) : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band)
        {
            if (time.Frame == 3) other();
        }
    }

    private sealed class Watched(Action seen) : NeighborhoodEffect
    {
        public override int Radius
        {
            get
            {
                seen();
                return 1;
            }
        }

        public override void Apply(in FrameTime time, in FrameView input, in Band output) => Plain.Fill(output);
    }

    private sealed class Ending : PointEffect
    {
        public override void Apply(in FrameTime time, in Band band) => throw new InvalidOperationException("in the call");

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new InvalidOperationException("at the end");
        }
    }
}
