namespace PluginRender.Kernels.Sampling;

/// <summary>
/// An effect that shows an upright part of the picture. It says which, and is not called for the samples: sampling, the
/// operations of effects behind it (see <see cref="Pointwise.OperationEffect"/>) and the store are done in one go, which is the
/// fastest way there is.
/// </summary>
/// <example>
/// <code>
/// [Effect("drift", "1.0.0", Summary = "Moves to the right.", Determinism = Determinism.BitExact)]
/// public sealed class DriftEffect(DriftParameters parameters, EffectContext context) : WindowEffect(context)
/// {
///     public override SourceWindow WindowAt(in FrameTime time, int pictureWidth, int pictureHeight)
///     {
///         SourceWindow fitted = Fit(pictureWidth, pictureHeight).Zoom(0.5, 0.5, 1.25);
///         return fitted with { Left = fitted.Left + (0.1 * fitted.Width * time.Progress) };
///     }
/// }
/// </code>
/// </example>
/// <param name="context">What the effect was told when it was created.</param>
public abstract class WindowEffect(EffectContext context) : SourceEffect
{
    private SourceSampler? sampler;

    /// <summary>The part of the picture that fills a frame. Called after <see cref="Effect.BeginFrame"/>.</summary>
    /// <param name="time">The frame's clock.</param>
    /// <param name="pictureWidth">Luma columns of the picture, at least 1.</param>
    /// <param name="pictureHeight">Luma rows of the picture, at least 1.</param>
    public abstract SourceWindow WindowAt(in FrameTime time, int pictureWidth, int pictureHeight);

    /// <inheritdoc/>
    public sealed override void Render(in FrameTime time, in SourcePicture source, in Band output)
    {
        sampler ??= new SourceSampler(context.FrameWidth, context.FrameHeight);
        // Kept by the sampler while it stays the same, that is for all bands of a frame.
        sampler.SetWindow(WindowAt(time, source.Luma.Width, source.Luma.Height), source);
        sampler.Sample(source, output);
    }

    /// <inheritdoc/>
    public sealed override PictureArea? AreaAt(in FrameTime time, int pictureWidth, int pictureHeight)
        => WindowAt(time, pictureWidth, pictureHeight).AreaOf(pictureWidth, pictureHeight);

    /// <summary>The largest centered window of the frame's aspect inside the picture.</summary>
    /// <param name="pictureWidth">Luma columns of the picture, at least 1.</param>
    /// <param name="pictureHeight">Luma rows of the picture, at least 1.</param>
    protected SourceWindow Fit(int pictureWidth, int pictureHeight)
        => SourceWindow.Fit(pictureWidth, pictureHeight, context.FrameWidth, context.FrameHeight);

    /// <summary>
    /// The window that shows a place of the picture, and never leaves it: around an area the smallest that holds it, or the largest there is
    /// where the frame's aspect cannot; at a point the largest, magnified, as near to it as there is room.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="magnification">At least 1. Of an area's window, about its middle.</param>
    /// <param name="pictureWidth">Luma columns of the picture, at least 1.</param>
    /// <param name="pictureHeight">Luma rows of the picture, at least 1.</param>
    protected SourceWindow WindowOf(in PicturePlace place, double magnification, int pictureWidth, int pictureHeight)
    {
        if (place.ToArea() is { } area)
            return SourceWindow.Around(area, pictureWidth, pictureHeight, context.FrameWidth, context.FrameHeight).Zoom(0.5, 0.5, magnification);
        (double x, double y) = place.Resolve(context);
        return Fit(pictureWidth, pictureHeight).Zoom(0.5, 0.5, magnification).CenteredAt(x, y, pictureWidth, pictureHeight);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) sampler?.Dispose();
        base.Dispose(disposing);
    }
}
