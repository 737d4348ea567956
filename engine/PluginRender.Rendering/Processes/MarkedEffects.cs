using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>Makes effects that note every call on a board, so that what a plugin was doing is known when its process is gone.</summary>
/// <param name="inner">Makes the effects.</param>
/// <param name="plan">The plan they are of.</param>
/// <param name="board">Where calls are noted.</param>
public sealed class MarkedEffects(IEffectFactory inner, RenderPlan plan, WorkerBoard board) : IEffectFactory
{
    /// <inheritdoc/>
    public Effect Create(PlannedEffect effect, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(context);
        int segment = IndexOf(plan.Segments, s => s.Id == context.SegmentId);
        var mark = new CallMark(board, segment, IndexOf(plan.Segments[segment].Effects, e => ReferenceEquals(e, effect)));
        mark.Enter(-1);
        Effect made = inner.Create(effect, context);
        mark.Leave();
        return made switch
        {
            OperationEffect operation => new MarkedOperationEffect(operation, mark),
            PointEffect point => new MarkedPointEffect(point, mark),
            NeighborhoodEffect neighborhood => new MarkedNeighborhoodEffect(neighborhood, mark),
            FrameEffect frame => new MarkedFrameEffect(frame, mark),
            WindowEffect window => new MarkedWindowEffect(window, context, mark),
            SourceEffect source => new MarkedSourceEffect(source, mark),
            _ => made,
        };
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, bool> isIt)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (isIt(list[i])) return i;
        }

        throw new ArgumentException("the plan has no such segment or effect", nameof(list));
    }
}

/// <summary>Where calls of one effect are noted.</summary>
internal sealed class CallMark(WorkerBoard board, int segment, int effect)
{
    private int current = -1;

    public void Enter(int frame) => board.Enter(segment, effect, frame);

    public void Leave() => board.Leave();

    /// <summary>Called within a frame, for which it has no name.</summary>
    public int Read(NeighborhoodEffect inner)
    {
        Enter(current);
        int radius = inner.Radius;
        Leave();
        return radius;
    }

    public void BeginFrame(Effect inner, in FrameTime time)
    {
        current = time.Frame;
        Enter(time.Frame);
        inner.BeginFrame(time);
        Leave();
    }

    public void Dispose(Effect inner)
    {
        Enter(current);
        inner.Dispose();
        Leave();
    }
}

internal sealed class MarkedOperationEffect(OperationEffect inner, CallMark mark) : OperationEffect
{
    public override void BeginFrame(in FrameTime time) => mark.BeginFrame(inner, time);

    public override FrameOperations OperationsAt(in FrameTime time)
    {
        mark.Enter(time.Frame);
        FrameOperations operations = inner.OperationsAt(time);
        mark.Leave();
        return operations;
    }

    protected override void Dispose(bool disposing)
    {
        mark.Dispose(inner);
        base.Dispose(disposing);
    }
}

internal sealed class MarkedPointEffect(PointEffect inner, CallMark mark) : PointEffect
{
    public override void BeginFrame(in FrameTime time) => mark.BeginFrame(inner, time);

    public override void Apply(in FrameTime time, in Band band)
    {
        mark.Enter(time.Frame);
        inner.Apply(time, band);
        mark.Leave();
    }

    protected override void Dispose(bool disposing)
    {
        mark.Dispose(inner);
        base.Dispose(disposing);
    }
}

internal sealed class MarkedNeighborhoodEffect(NeighborhoodEffect inner, CallMark mark) : NeighborhoodEffect
{
    public override int Radius => mark.Read(inner);

    public override void BeginFrame(in FrameTime time) => mark.BeginFrame(inner, time);

    public override void Apply(in FrameTime time, in FrameView input, in Band output)
    {
        mark.Enter(time.Frame);
        inner.Apply(time, input, output);
        mark.Leave();
    }

    protected override void Dispose(bool disposing)
    {
        mark.Dispose(inner);
        base.Dispose(disposing);
    }
}

internal sealed class MarkedFrameEffect(FrameEffect inner, CallMark mark) : FrameEffect
{
    public override void BeginFrame(in FrameTime time) => mark.BeginFrame(inner, time);

    public override void Apply(in FrameTime time, in FrameView input, in Band output)
    {
        mark.Enter(time.Frame);
        inner.Apply(time, input, output);
        mark.Leave();
    }

    protected override void Dispose(bool disposing)
    {
        mark.Dispose(inner);
        base.Dispose(disposing);
    }
}

internal sealed class MarkedSourceEffect(SourceEffect inner, CallMark mark) : SourceEffect
{
    public override void BeginFrame(in FrameTime time) => mark.BeginFrame(inner, time);

    public override void Render(in FrameTime time, in SourcePicture source, in Band output)
    {
        mark.Enter(time.Frame);
        inner.Render(time, source, output);
        mark.Leave();
    }

    public override PictureArea? AreaAt(in FrameTime time, int pictureWidth, int pictureHeight)
    {
        mark.Enter(time.Frame);
        PictureArea? area = inner.AreaAt(time, pictureWidth, pictureHeight);
        mark.Leave();
        return area;
    }

    protected override void Dispose(bool disposing)
    {
        mark.Dispose(inner);
        base.Dispose(disposing);
    }
}

internal sealed class MarkedWindowEffect(WindowEffect inner, EffectContext context, CallMark mark) : WindowEffect(context)
{
    public override void BeginFrame(in FrameTime time) => mark.BeginFrame(inner, time);

    public override SourceWindow WindowAt(in FrameTime time, int pictureWidth, int pictureHeight)
    {
        mark.Enter(time.Frame);
        SourceWindow window = inner.WindowAt(time, pictureWidth, pictureHeight);
        mark.Leave();
        return window;
    }

    protected override void Dispose(bool disposing)
    {
        mark.Dispose(inner);
        base.Dispose(disposing);
    }
}
