namespace PluginRender.Sdk;

/// <summary>What a <see cref="FocusPoint"/> names.</summary>
public enum FocusKind
{
    /// <summary>The middle, (0.5, 0.5).</summary>
    Center,

    /// <summary>The detected subject; the middle where nothing was detected.</summary>
    Subject,

    /// <summary>The point given.</summary>
    Point,
}

/// <summary>
/// Where an effect points: <c>"center"</c>, <c>"subject"</c> or <c>[x, y]</c>, in 0–1 of the largest window of the
/// output's aspect inside the picture (centered), x to the right, y downward.
/// </summary>
/// <param name="Kind">How the point is given.</param>
/// <param name="X">0–1; 0.5 unless <paramref name="Kind"/> is <see cref="FocusKind.Point"/>.</param>
/// <param name="Y">0–1; likewise.</param>
public readonly record struct FocusPoint(FocusKind Kind, double X, double Y)
{
    /// <summary>The middle.</summary>
    public static FocusPoint Center { get; } = new(FocusKind.Center, 0.5, 0.5);

    /// <summary>The detected subject.</summary>
    public static FocusPoint Subject { get; } = new(FocusKind.Subject, 0.5, 0.5);

    /// <summary>The given point.</summary>
    public static FocusPoint At(double x, double y) => new(FocusKind.Point, x, y);

    /// <summary>The point this stands for in a segment.</summary>
    public (double X, double Y) Resolve(EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Kind == FocusKind.Subject && context.Subject is { } subject ? subject : (X, Y);
    }
}
