namespace PluginRender.Effects.Camera.KenBurns;

/// <summary>How progress becomes the way from the first window to the last.</summary>
public enum Easing
{
    /// <summary>The zoom grows by the same factor from each frame to the next; a pan goes the same way in each.</summary>
    Linear,

    /// <summary>Starts and ends at rest: p²(3 − 2p).</summary>
    EaseInOut,
}

/// <summary>What <see cref="KenBurnsEffect"/> does.</summary>
public sealed record KenBurnsParameters
{
    /// <summary>What the first frame shows; the whole picture, as far as the frame's aspect allows, unless given.</summary>
    [Parameter("What the first frame shows, anywhere in the picture: the smallest window of the frame's aspect around an area, or a window as near to a point as fits.", Default = "whole")]
    public PicturePlace From { get; init; } = PicturePlace.Whole;

    /// <summary>What the last frame shows; likewise.</summary>
    [Parameter("What the last frame shows, likewise.", Default = "whole")]
    public PicturePlace To { get; init; } = PicturePlace.Whole;

    /// <summary>Magnification at the first frame, 1–8.</summary>
    [Parameter("Magnification at the first frame; 1 shows the largest window, or that around the area in \"from\".", Default = 1.0, Minimum = 1, Maximum = 8)]
    public double ZoomFrom { get; init; } = 1;

    /// <summary>Magnification at the last frame, 1–8.</summary>
    [Parameter("Magnification at the last frame, likewise.", Default = 1.0, Minimum = 1, Maximum = 8)]
    public double ZoomTo { get; init; } = 1;

    /// <summary>The point that keeps its place in the frame where the window is not placed otherwise.</summary>
    [Parameter("The point of the largest window that keeps its place in the frame while the zoom changes; for \"from\" and \"to\" that are \"whole\".", Default = "center")]
    public FocusPoint Focus { get; init; } = FocusPoint.Center;

    /// <summary>How progress becomes the way; linear unless chosen otherwise.</summary>
    [Parameter("How it moves: at constant speed (a zoom by a constant factor per frame), or starting and ending at rest.", Default = "linear")]
    public Easing Easing { get; init; } = Easing.Linear;
}
