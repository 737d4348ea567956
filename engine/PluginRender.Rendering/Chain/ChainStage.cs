using PluginRender.Kernels.Sampling;
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

    public void Add(LoadedEffect point) => points.Add(point);

    public virtual void BeginFrame(FrameClock clock)
    {
        foreach (LoadedEffect point in points) point.BeginFrame(clock.For(point));
    }

    /// <summary>Makes a band of the frame begun last. Bands come from the top downward.</summary>
    public void Render(FrameClock clock, in Band band)
    {
        RenderHead(clock, band);
        foreach (LoadedEffect point in points) point.Apply(clock.For(point), band);
    }

    public virtual void Dispose()
    {
        foreach (LoadedEffect point in points) point.Dispose();
    }

    protected abstract void RenderHead(FrameClock clock, in Band band);
}

/// <summary>The frame being rendered.</summary>
internal sealed class FrameClock(PlannedSegment segment, FrameRate rate)
{
    public int Frame { get; set; }

    public FrameTime For(LoadedEffect effect) => effect.TimeOf(Frame, segment, rate);
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

/// <summary>Samples the source's largest window of the frame's aspect: what a segment without a source effect shows.</summary>
internal sealed class FittedSourceStage(PictureLease picture, int width, int height) : ChainStage
{
    private readonly SourceSampler sampler = new(width, height);

    public override void BeginFrame(FrameClock clock)
    {
        SourcePicture source = picture.Buffer.AsSource();
        sampler.SetWindow(SourceWindow.Fit(source.Luma.Width, source.Luma.Height, width, height), source);
        base.BeginFrame(clock);
    }

    public override void Dispose()
    {
        base.Dispose();
        sampler.Dispose();
        picture.Dispose();
    }

    protected override void RenderHead(FrameClock clock, in Band band) => sampler.Sample(picture.Buffer.AsSource(), band);
}

/// <summary>Lets a source effect make the bands.</summary>
internal sealed class SourceEffectStage(PictureLease picture, LoadedEffect head) : ChainStage
{
    public override void BeginFrame(FrameClock clock)
    {
        head.BeginFrame(clock.For(head));
        base.BeginFrame(clock);
    }

    public override void Dispose()
    {
        base.Dispose();
        head.Dispose();
        picture.Dispose();
    }

    protected override void RenderHead(FrameClock clock, in Band band)
        => head.Render(clock.For(head), picture.Buffer.AsSource(), band);
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
    }

    public override void BeginFrame(FrameClock clock)
    {
        ready = 0;
        previous.BeginFrame(clock);
        head.BeginFrame(clock.For(head));
        base.BeginFrame(clock);
    }

    public override void Dispose()
    {
        base.Dispose();
        head.Dispose();
        previous.Dispose();
        input.Dispose();
    }

    protected override void RenderHead(FrameClock clock, in Band band)
    {
        int radius = head.Effect is NeighborhoodEffect neighborhood ? Math.Clamp(neighborhood.Radius, 0, height) : height;
        // Even rows, so that chroma rows come along.
        int first = Math.Max(0, (band.FirstRow - radius) & ~1);
        int end = Math.Min(height, (band.FirstRow + band.RowCount + radius + 1) & ~1);
        for (; ready < end; ready += bandRows)
            previous.Render(clock, input.BandInPlace(ready, Math.Min(bandRows, height - ready)));
        head.Apply(clock.For(head), input.View(first, end - first), band);
    }
}
