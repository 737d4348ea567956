namespace PluginRender.Effects.Camera.KenBurns;

/// <summary>
/// A slow zoom about a point of the full-resolution picture. In 0–1 of the largest window of the frame's aspect inside
/// the picture, with (fx, fy) the focus and u = (i + 1/2)/W a pixel's center: x = fx + (u − fx)/z, the same for y.
/// </summary>
/// <remarks>
/// z = zoomFrom · (zoomTo/zoomFrom)^e(p) with p = frame/(frames − 1), and e(p) = p, or p²(3 − 2p) for easeInOut: equal
/// steps of e are equal factors of z, which the eye takes for constant speed. Any zoom from 1 on keeps the window
/// inside the picture.
/// </remarks>
[Effect("kenburns", "1.0.0", Summary = "Zooms slowly into or out of the picture.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class KenBurnsEffect : SourceEffect
{
    private readonly KenBurnsParameters parameters;
    private readonly EffectContext context;
    private readonly (double X, double Y) focus;
    private readonly SourceSampler sampler;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public KenBurnsEffect(KenBurnsParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        this.parameters = parameters;
        this.context = context;
        focus = parameters.Focus.Resolve(context);
        sampler = new SourceSampler(context.FrameWidth, context.FrameHeight);
    }

    /// <summary>The magnification of a frame.</summary>
    public double ZoomAt(in FrameTime time)
    {
        double p = time.Progress;
        double eased = parameters.Easing == Easing.EaseInOut ? p * p * (3 - (2 * p)) : p;
        return parameters.ZoomFrom * DeterministicMath.Pow(parameters.ZoomTo / parameters.ZoomFrom, eased);
    }

    /// <inheritdoc/>
    public override void Render(in FrameTime time, in SourcePicture source, in Band output)
    {
        // Kept by the sampler while it stays the same, that is for all bands of a frame.
        sampler.SetWindow(WindowAt(time, source.Luma.Width, source.Luma.Height), source);
        sampler.Sample(source, output);
    }

    /// <inheritdoc/>
    public override PictureArea? AreaAt(in FrameTime time, int pictureWidth, int pictureHeight)
        => WindowAt(time, pictureWidth, pictureHeight).AreaOf(pictureWidth, pictureHeight);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) sampler.Dispose();
        base.Dispose(disposing);
    }

    private SourceWindow WindowAt(in FrameTime time, int pictureWidth, int pictureHeight)
        => SourceWindow.Fit(pictureWidth, pictureHeight, context.FrameWidth, context.FrameHeight).Zoom(focus.X, focus.Y, ZoomAt(time));
}
