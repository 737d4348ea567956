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
public sealed class KenBurnsEffect : WindowEffect
{
    private readonly KenBurnsParameters parameters;
    private readonly (double X, double Y) focus;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public KenBurnsEffect(KenBurnsParameters parameters, EffectContext context)
        : base(context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        this.parameters = parameters;
        focus = parameters.Focus.Resolve(context);
    }

    /// <summary>The magnification of a frame.</summary>
    public double ZoomAt(in FrameTime time)
    {
        double p = time.Progress;
        double eased = parameters.Easing == Easing.EaseInOut ? p * p * (3 - (2 * p)) : p;
        return parameters.ZoomFrom * DeterministicMath.Pow(parameters.ZoomTo / parameters.ZoomFrom, eased);
    }

    /// <inheritdoc/>
    public override SourceWindow WindowAt(in FrameTime time, int pictureWidth, int pictureHeight)
        => Fit(pictureWidth, pictureHeight).Zoom(focus.X, focus.Y, ZoomAt(time));
}
