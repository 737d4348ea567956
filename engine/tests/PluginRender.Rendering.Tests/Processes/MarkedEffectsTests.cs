using System.Reflection;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Planning;
using PluginRender.Rendering.Tests.Chain;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Processes;

public class MarkedEffectsTests
{
    // A member that a later Sdk adds would silently not reach the plugin.
    [Theory]
    [InlineData(typeof(PointEffect))]
    [InlineData(typeof(OperationEffect))]
    [InlineData(typeof(NeighborhoodEffect))]
    [InlineData(typeof(FrameEffect))]
    [InlineData(typeof(SourceEffect))]
    [InlineData(typeof(WindowEffect))]
    public void MarkedEffect_OfEachClass_PassesOnEveryMember(Type kind)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Type marked = typeof(MarkedEffects).Assembly.GetTypes().Single(t => t.BaseType == kind);
        string[] missing =
        [
            .. kind.GetMethods(all).Where(m => m.IsVirtual && !m.IsFinal && m.GetBaseDefinition().DeclaringType != typeof(object))
                .Where(m => marked.GetMethod(m.Name, all, m.GetParameters().Select(p => p.ParameterType).ToArray())!.DeclaringType != marked)
                .Select(m => m.Name),
        ];
        Assert.Empty(missing);
    }

    [Fact]
    public void Board_DuringEachCall_TellsSegmentEffectAndFrame()
    {
        using WorkerBoard board = WorkerBoard.Create();
        var seen = new List<(string What, EffectCall? Call)>();
        RenderPlan plan = TestChunks.Plan(16, 16, 2, 2, TestChunks.Color, TestChunks.Effect("a"), TestChunks.Effect("b"));
        var effects = new MarkedEffects(new FakeEffects((_, _) => Seen("create", new Watching(Seen))), plan, board);
        PlannedSegment segment = plan.Segments[1];

        Effect made = effects.Create(segment.Effects[1], new EffectContext(segment.Id, 16, 16, 2, plan.Rate, 0, null));
        made.BeginFrame(new FrameTime(1, 2, plan.Rate, 0));
        ((PointEffect)made).Apply(new FrameTime(0, 2, plan.Rate, 0), default);
        made.Dispose();

        Assert.Equal(
            [("create", new EffectCall(1, 1, -1)), ("begin", new EffectCall(1, 1, 1)), ("apply", new EffectCall(1, 1, 0)), ("dispose", new EffectCall(1, 1, 1))],
            seen);
        Assert.Null(board.Current);

        Effect Seen(string what, Effect effect)
        {
            seen.Add((what, board.Current));
            return effect;
        }
    }

    [Fact]
    public void MarkedOperation_Asked_IsMarkedAndStaysAnOperation()
    {
        using WorkerBoard board = WorkerBoard.Create();
        RenderPlan plan = TestChunks.Plan(16, 16, 2, 1, TestChunks.Color, TestChunks.Effect("a"));
        EffectCall? seen = null;
        var effects = new MarkedEffects(new FakeEffects((_, _) => new FakeOperation(_ => { seen = board.Current; return default; })), plan, board);

        Effect made = effects.Create(plan.Segments[0].Effects[0], new EffectContext("s0", 16, 16, 2, plan.Rate, 0, null));
        Assert.IsAssignableFrom<OperationEffect>(made).OperationsAt(new FrameTime(1, 2, plan.Rate, 0));

        Assert.Equal(new EffectCall(0, 0, 1), seen);
        Assert.Null(board.Current);
    }

    [Fact]
    public void MarkedWindow_Asked_IsMarkedAndStaysAWindow()
    {
        using WorkerBoard board = WorkerBoard.Create();
        RenderPlan plan = TestChunks.Plan(16, 16, 2, 1, TestChunks.Color, TestChunks.Effect("a"));
        EffectCall? seen = null;
        var effects = new MarkedEffects(
            new FakeEffects((_, context) => new FakeWindow(context, (_, width, height) => { seen = board.Current; return new SourceWindow(1, 2, width, height); })), plan, board);

        Effect made = effects.Create(plan.Segments[0].Effects[0], new EffectContext("s0", 16, 16, 2, plan.Rate, 0, null));
        SourceWindow window = Assert.IsAssignableFrom<WindowEffect>(made).WindowAt(new FrameTime(1, 2, plan.Rate, 0), 30, 40);

        Assert.Equal(new SourceWindow(1, 2, 30, 40), window);
        Assert.Equal(new EffectCall(0, 0, 1), seen);
        Assert.Null(board.Current);
    }

    [Fact]
    public void Board_AfterACallThatThrew_StillTellsIt()
    {
        using WorkerBoard board = WorkerBoard.Create();
        RenderPlan plan = TestChunks.Plan(16, 16, 2, 1, TestChunks.Color, TestChunks.Effect("a"));
        var effects = new MarkedEffects(new FakeEffects((_, _) => throw new InsufficientMemoryException()), plan, board);
        Assert.Throws<InsufficientMemoryException>(() => effects.Create(plan.Segments[0].Effects[0], new EffectContext("s0", 16, 16, 2, plan.Rate, 0, null)));
        Assert.Equal(new EffectCall(0, 0, -1), board.Current);
        board.Clear();
        Assert.Null(board.Current);
    }

    [Fact]
    public void Board_OpenedByItsPath_IsTheSameMemory()
    {
        using WorkerBoard board = WorkerBoard.Create();
        using WorkerBoard same = WorkerBoard.Open(board.Path);
        same.Enter(3, 2, 70_000);
        same.FinishFrame();
        same.FinishFrame();
        Assert.Equal((new EffectCall(3, 2, 70_000), 2), (board.Current!.Value, board.Frames));
    }

    private sealed class Watching(Func<string, Effect, Effect> see) : PointEffect
    {
        public override void BeginFrame(in FrameTime time) => see("begin", this);

        public override void Apply(in FrameTime time, in Band band) => see("apply", this);

        protected override void Dispose(bool disposing)
        {
            see("dispose", this);
            base.Dispose(disposing);
        }
    }
}
