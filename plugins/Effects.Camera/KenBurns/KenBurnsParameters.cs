namespace PluginRender.Effects.Camera.KenBurns;

/// <summary>How progress becomes zoom.</summary>
public enum Easing
{
    /// <summary>The zoom grows by the same factor from each frame to the next.</summary>
    Linear,

    /// <summary>Starts and ends at rest: p²(3 − 2p).</summary>
    EaseInOut,
}

/// <summary>What <see cref="KenBurnsEffect"/> does.</summary>
public sealed record KenBurnsParameters
{
    /// <summary>Magnification at the first frame, 1–8.</summary>
    [Parameter("Magnification at the first frame; 1 shows the largest window.", Default = 1.0, Minimum = 1, Maximum = 8)]
    public double ZoomFrom { get; init; } = 1;

    /// <summary>Magnification at the last frame, 1–8.</summary>
    [Parameter("Magnification at the last frame.", Default = 1.0, Minimum = 1, Maximum = 8)]
    public double ZoomTo { get; init; } = 1;

    /// <summary>The point that keeps its place in the frame.</summary>
    [Parameter("The point that keeps its place in the frame while the zoom changes.", Default = "center")]
    public FocusPoint Focus { get; init; } = FocusPoint.Center;

    /// <summary>How progress becomes zoom; linear unless chosen otherwise.</summary>
    [Parameter("How the zoom moves: by a constant factor per frame, or starting and ending at rest.", Default = "linear")]
    public Easing Easing { get; init; } = Easing.Linear;
}
