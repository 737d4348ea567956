using System.Diagnostics;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Kernels.Store;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>
/// Samples a window of the source: the one that an effect says, or the largest of the frame's aspect, which is what a segment
/// without a source effect shows.
/// </summary>
/// <param name="picture">The source.</param>
/// <param name="head">Says the window; null for the largest.</param>
/// <param name="width">Luma columns of the frame.</param>
/// <param name="height">Luma rows of the frame.</param>
internal sealed class SampledStage(PictureLease picture, LoadedEffect? head, int width, int height) : ChainStage
{
    private readonly SourceSampler sampler = new(width, height);

    /// <summary>Whether its rows can be stored as they are sampled.</summary>
    public bool CanStore => !HasApplied;

    protected override LoadedEffect? Head => head;

    // It says where to sample and gets to see no band.
    protected override bool HeadBorrows => false;

    /// <summary>Samples rows of the frame begun last, does operations to them and stores them. Rows come from the top downward.</summary>
    /// <param name="operations">What is done to the samples.</param>
    /// <param name="target">Where the codes go.</param>
    /// <param name="firstRow">The first luma row, even.</param>
    /// <param name="rowCount">Luma rows, even.</param>
    public void Store(in FrameOperations operations, in EncoderFrame target, int firstRow, int rowCount) => sampler.Store(
        picture.Buffer.AsSource(), operations,
        new CodePlane(target.Luma, target.LumaStride, width, firstRow, rowCount),
        new CodePlane(target.Cb, target.ChromaStride, width / 2, firstRow / 2, rowCount / 2),
        new CodePlane(target.Cr, target.ChromaStride, width / 2, firstRow / 2, rowCount / 2));

    /// <summary>Adds to the time that sampling has taken for the effect that says the window.</summary>
    public void AddTicks(long ticks) => head?.AddTicks(ticks);

    public override void Dispose()
    {
        sampler.Dispose();
        picture.Dispose();
        base.Dispose();
    }

    protected override void BeginHead(FrameClock clock)
    {
        SourcePicture source = picture.Buffer.AsSource();
        SourceWindow window = WindowOf(clock, source.Luma);
        sampler.SetWindow(window, source);
        clock.Show(window.AreaOf(source.Luma.Width, source.Luma.Height));
    }

    protected override void RenderHead(FrameClock clock, in Band band)
    {
        long start = Stopwatch.GetTimestamp();
        sampler.Sample(picture.Buffer.AsSource(), band);
        AddTicks(Stopwatch.GetTimestamp() - start);
    }

    private SourceWindow WindowOf(FrameClock clock, in SourcePlane source)
    {
        if (head is null) return SourceWindow.Fit(source.Width, source.Height, width, height);
        FrameTime time = clock.ForSource(head);
        head.BeginFrame(time);
        return head.WindowAt(time, source);
    }
}
