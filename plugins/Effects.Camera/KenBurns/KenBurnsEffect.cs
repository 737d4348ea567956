namespace PluginRender.Effects.Camera.KenBurns;

/// <summary>
/// A slow zoom about a point of the full-resolution picture, or a move from one window anywhere in it to another. The zoom, in 0–1 of
/// the largest window of the frame's aspect inside the picture, with (fx, fy) the focus and u = (i + 1/2)/W a pixel's center:
/// x = fx + (u − fx)/z, the same for y.
/// </summary>
/// <remarks>
/// z = zoomFrom · (zoomTo/zoomFrom)^e(p) with p = frame/(frames − 1), and e(p) = p, or p²(3 − 2p) for easeInOut: equal
/// steps of e are equal factors of z, which the eye takes for constant speed. Any zoom from 1 on keeps the window
/// inside the picture. A move between two windows does the same with their sizes (see <see cref="SourceWindow.Toward"/>): a pan where they
/// are alike, and what the zoom above is where both are "whole".
/// </remarks>
[Effect("kenburns", "1.0.0", Summary = "Moves slowly over the picture: zooms, pans, or both.",
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

    /// <summary>The magnification of a frame, where it is the zoom that changes.</summary>
    public double ZoomAt(in FrameTime time)
        => parameters.ZoomFrom * DeterministicMath.Pow(parameters.ZoomTo / parameters.ZoomFrom, Eased(time));

    /// <inheritdoc/>
    public override SourceWindow WindowAt(in FrameTime time, int pictureWidth, int pictureHeight)
    {
        // One zoom, not a way between two: these are the bits that projects without places have had.
        if (parameters.From.Kind == PlaceKind.Whole && parameters.To.Kind == PlaceKind.Whole)
            return Fit(pictureWidth, pictureHeight).Zoom(focus.X, focus.Y, ZoomAt(time));
        return End(parameters.From, parameters.ZoomFrom, pictureWidth, pictureHeight)
            .Toward(End(parameters.To, parameters.ZoomTo, pictureWidth, pictureHeight), Eased(time));
    }

    private double Eased(in FrameTime time)
    {
        double p = time.Progress;
        return parameters.Easing == Easing.EaseInOut ? p * p * (3 - (2 * p)) : p;
    }

    private SourceWindow End(in PicturePlace place, double zoom, int pictureWidth, int pictureHeight) => place.Kind == PlaceKind.Whole
        ? Fit(pictureWidth, pictureHeight).Zoom(focus.X, focus.Y, zoom)
        : WindowOf(place, zoom, pictureWidth, pictureHeight);
}
