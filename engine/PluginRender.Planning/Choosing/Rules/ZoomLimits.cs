namespace PluginRender.Planning;

/// <summary>How far a zoom may go; each limit with its reason.</summary>
internal static class ZoomLimits
{
    /// <summary>A zoom below this is no move.</summary>
    public const double LeastZoom = 1.04;

    /// <summary>Left free beside a subject, in parts of the frame.</summary>
    private const double Margin = 0.02;

    /// <summary>A sample of the picture may become so many of the frame before it looks soft.</summary>
    private const double MostMagnification = 1.25;

    /// <summary>Where the frame shows less of the picture than this, it is already close.</summary>
    private const double LeastPart = 0.55;

    private const double CloseZoom = 1.12;

    /// <summary>
    /// The whole subject stays in the frame while its center keeps its place. On a side where it reaches the frame's edge anyway,
    /// as the sky of a landscape does, there is nothing to keep.
    /// </summary>
    public static (double Zoom, string Reason) OfSubject(SegmentScene scene)
    {
        if (scene.Subject is not { } subject) return (double.PositiveInfinity, "");
        PicturePoint center = scene.Window!.Inside(subject.Center);
        PictureBox box = scene.Window.Inside(subject.Box);
        double zoom = Math.Min(Of(center.X, box.Left, box.Left + box.Width), Of(center.Y, box.Top, box.Top + box.Height));
        return (zoom, zoom < LeastZoom
            ? "as little as is seen as a move, since the subject comes close to the frame's edge"
            : "no farther, so that the whole subject stays in the frame");

        // Shown are [f − f/z, f + (1 − f)/z] of the window; see kenburns.
        static double Of(double focus, double low, double high) => Math.Min(
            low <= Margin || focus - low <= 0 ? double.PositiveInfinity : focus / Math.Min(focus, focus - low + Margin),
            high >= 1 - Margin || high - focus <= 0 ? double.PositiveInfinity : (1 - focus) / Math.Min(1 - focus, high - focus + Margin));
    }

    /// <summary>A picture of few samples is zoomed less.</summary>
    public static (double Zoom, string Reason) OfResolution(SegmentScene scene) => (
        MostMagnification * scene.Window!.Width / scene.FrameWidth,
        FormattableString.Invariant($"little, since the picture of {scene.Picture!.Width}x{scene.Picture.Height} has few samples for a frame of {scene.FrameWidth}x{scene.FrameHeight}"));

    /// <summary>A picture of another aspect is zoomed less, since the frame shows but a part of it.</summary>
    public static (double Zoom, string Reason) OfAspect(SegmentScene scene) => scene.Window!.Part < LeastPart
        ? (CloseZoom, FormattableString.Invariant($"little, since the frame's aspect shows only {100 * scene.Window.Part:0}% of the picture"))
        : (double.PositiveInfinity, "");
}
