using System.Runtime.ExceptionServices;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>
/// What runs over a band in one go: a head that makes the band (from the source, or from the frame of the stage
/// before) and the point effects that follow it while the band is hot.
/// </summary>
internal abstract class ChainStage : IDisposable
{
    private readonly List<LoadedEffect> points = [];
    private int appliedCount;
    private bool isIsolated;

    /// <summary>The buffer whose bands the stage makes: the next stage's input, or the segment's last.</summary>
    public FrameBuffer Target { get; set; } = null!;

    /// <summary>The next stage's effect, which is lent <see cref="Target"/> to read; null for none.</summary>
    public LoadedEffect? Reader { get; set; }

    /// <summary>The effect that makes the bands, or says how; null for none.</summary>
    protected virtual LoadedEffect? Head => null;

    /// <summary>Whether the head is lent <see cref="Target"/>.</summary>
    protected virtual bool HeadBorrows => true;

    /// <summary>Whether anything is done to a band once its head has made it.</summary>
    protected bool HasApplied => appliedCount > 0;

    private LoadedEffect[] Suspects => [.. isIsolated ? [] : Borrowers, .. Reader is null ? (IEnumerable<LoadedEffect>)[] : [Reader]];

    /// <summary>Those who are lent <see cref="Target"/>: not those whose operations are left to others.</summary>
    private IEnumerable<LoadedEffect> Borrowers => HeadBorrows ? WithHead(points.Take(appliedCount)) : points.Take(appliedCount);

    public void Add(LoadedEffect point)
    {
        points.Add(point);
        appliedCount = points.Count;
    }

    /// <summary>
    /// Leaves the operations at the end of the stage to whoever stores its bands, who does them on the way.
    /// </summary>
    /// <returns>Their effects, in the order of the plan.</returns>
    public IReadOnlyList<LoadedEffect> LeaveOperations()
    {
        while (appliedCount > 0 && points[appliedCount - 1].IsOperation) appliedCount--;
        return points[appliedCount..];
    }

    /// <summary>All effects of this stage and of those before it, in the order of the plan.</summary>
    public virtual IEnumerable<LoadedEffect> Effects => Own;

    private IEnumerable<LoadedEffect> Own => WithHead(points);

    public virtual void BeginFrame(FrameClock clock)
    {
        BeginHead(clock);
        foreach (LoadedEffect point in points) point.BeginFrame(clock.For(point), clock.Unplaced);
    }

    /// <summary>Between frames: puts what the effects were lent to rest.</summary>
    public virtual void Rest() => Target.Rest();

    /// <summary>Between frames: checks that what was put to rest has been left alone.</summary>
    /// <param name="frame">The frame within the segment whose first band is about to be made.</param>
    public virtual void CheckRest(int frame)
    {
        foreach (LoadedEffect borrower in Borrowers) borrower.CheckRest();
        if (!Target.IsAtRest && UnknownOffenderException.Of(frame, Suspects, isTrespass: false) is { } failure) throw failure;
    }

    /// <summary>Behind the last band of a frame: checks that nothing was written beside the rows. Whatever was stays there until then.</summary>
    /// <param name="frame">The frame within the segment.</param>
    public virtual void CheckGuards(int frame)
    {
        if (!Target.GuardsHold && UnknownOffenderException.Of(frame, Suspects, isTrespass: true) is { } failure) throw failure;
    }

    /// <summary>Gives each effect a buffer of its own.</summary>
    public virtual void Isolate(Func<FrameBuffer> buffer)
    {
        isIsolated = true;
        foreach (LoadedEffect borrower in Borrowers) borrower.Isolate(buffer());
    }

    /// <summary>Makes a band of the frame begun last. Bands come from the top downward.</summary>
    public void Render(FrameClock clock, in Band band)
    {
        RenderHead(clock, band);
        for (int i = 0; i < appliedCount; i++) points[i].Apply(clock.For(points[i]), band);
    }

    /// <exception cref="EffectException">An effect failed at it; the others are disposed all the same.</exception>
    public virtual void Dispose()
    {
        EffectException? first = null;
        foreach (LoadedEffect effect in Own)
        {
            try
            {
                effect.Dispose();
            }
            catch (EffectException e)
            {
                first ??= e;
            }
        }

        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }

    /// <summary>Begins a frame of what makes the bands. A stage that samples the picture says which part of it the frame shows.</summary>
    protected virtual void BeginHead(FrameClock clock) => Head?.BeginFrame(clock.For(Head), clock.Unplaced);

    protected abstract void RenderHead(FrameClock clock, in Band band);

    private IEnumerable<LoadedEffect> WithHead(IEnumerable<LoadedEffect> effects) => Head is null ? effects : effects.Prepend(Head);
}

/// <summary>The frame being rendered.</summary>
internal sealed class FrameClock(PlannedSegment segment, FrameRate rate)
{
    private PictureArea shown = PictureArea.Whole;

    public int Frame { get; set; }

    /// <summary>The source effect that has not said which part of the picture it shows; null where the part is known.</summary>
    public LoadedEffect? Unplaced { get; private set; }

    /// <summary>Notes which part of the picture the frame shows: null where <paramref name="source"/> does not say.</summary>
    public void Show(PictureArea? area, LoadedEffect? source = null)
    {
        shown = area ?? PictureArea.Whole;
        Unplaced = area is null ? source : null;
    }

    /// <summary>The clock of an effect that works on a frame.</summary>
    public FrameTime For(LoadedEffect effect) => effect.TimeOf(Frame, segment, rate, shown);

    /// <summary>The clock of an effect that samples the picture.</summary>
    public FrameTime ForSource(LoadedEffect effect) => effect.TimeOf(Frame, segment, rate, PictureArea.Whole);
}

/// <summary>Fills bands with a color.</summary>
internal sealed class ColorStage(RgbColor color) : ChainStage
{
    private readonly (byte Y, byte Cb, byte Cr) code = color.ToYCbCr();

    protected override void RenderHead(FrameClock clock, in Band band)
    {
        Fill(band.Luma, code.Y);
        Fill(band.Cb, code.Cb);
        Fill(band.Cr, code.Cr);
    }

    private static void Fill(Plane plane, byte value)
    {
        for (int row = plane.FirstRow; row < plane.FirstRow + plane.RowCount; row++)
            plane.Row(row).Fill((short)(value * Samples.One));
    }
}

/// <summary>Lets a source effect make the bands.</summary>
internal sealed class SourceEffectStage(PictureLease picture, LoadedEffect head) : ChainStage
{
    protected override LoadedEffect Head => head;

    public override void Dispose()
    {
        picture.Dispose();
        base.Dispose();
    }

    protected override void BeginHead(FrameClock clock)
    {
        FrameTime time = clock.ForSource(head);
        head.BeginFrame(time);
        clock.Show(head.AreaAt(time, picture.Buffer.AsSource().Luma), head);
    }

    protected override void RenderHead(FrameClock clock, in Band band)
        => head.Render(clock.ForSource(head), picture.Buffer.AsSource(), band);
}

/// <summary>
/// Runs an effect that reads more than its own sample. The stage before is rendered into a frame of its own
/// just as far ahead as the effect reads, so that those rows are still in the cache.
/// </summary>
internal sealed class FrameInputStage : ChainStage
{
    private readonly ChainStage previous;
    private readonly LoadedEffect head;
    private readonly FrameBuffer input;
    private readonly int height;
    private readonly int bandRows;
    private int ready;

    public FrameInputStage(ChainStage previous, LoadedEffect head, int width, int height, int bandRows)
    {
        this.previous = previous;
        this.head = head;
        this.height = height;
        this.bandRows = bandRows;
        input = new FrameBuffer(width, height, height);
        (previous.Target, previous.Reader) = (input, head);
    }

    public override IEnumerable<LoadedEffect> Effects => previous.Effects.Concat(base.Effects);

    protected override LoadedEffect Head => head;

    public override void BeginFrame(FrameClock clock)
    {
        ready = 0;
        previous.BeginFrame(clock);
        base.BeginFrame(clock);
    }

    public override void Rest()
    {
        previous.Rest();
        base.Rest();
    }

    public override void CheckRest(int frame)
    {
        previous.CheckRest(frame);
        base.CheckRest(frame);
    }

    public override void CheckGuards(int frame)
    {
        previous.CheckGuards(frame);
        base.CheckGuards(frame);
    }

    public override void Isolate(Func<FrameBuffer> buffer)
    {
        previous.Isolate(buffer);
        base.Isolate(buffer);
    }

    public override void Dispose()
    {
        try
        {
            previous.Dispose();
        }
        finally
        {
            input.Dispose();
            base.Dispose();
        }
    }

    protected override void RenderHead(FrameClock clock, in Band band)
    {
        int radius = head.Radius(clock.For(head), height);
        // Even rows, so that chroma rows come along.
        int first = Math.Max(0, (band.FirstRow - radius) & ~1);
        int end = Math.Min(height, (band.FirstRow + band.RowCount + radius + 1) & ~1);
        for (; ready < end; ready += bandRows)
            previous.Render(clock, input.BandInPlace(ready, Math.Min(bandRows, height - ready)));
        head.Apply(clock.For(head), input.View(first, end - first), band);
    }
}
