namespace PluginRender.Sdk;

/// <summary>What a <see cref="PicturePlace"/> names.</summary>
public enum PlaceKind
{
    /// <summary>The whole picture, an area.</summary>
    Whole,

    /// <summary>The area given.</summary>
    Area,

    /// <summary>The picture's middle, a point.</summary>
    Center,

    /// <summary>The center of the detected subject, a point; the middle where nothing was detected.</summary>
    Subject,

    /// <summary>The point given.</summary>
    Point,
}

/// <summary>
/// A place in the picture, an area or a point: <c>"whole"</c>, <c>"center"</c>, <c>"subject"</c>, <c>[x, y]</c> or
/// <c>[left, top, width, height]</c>, in 0–1 of the picture's width and height, x to the right, y downward. Any place there is, whatever of
/// it the output's aspect leaves in view, unlike a <see cref="FocusPoint"/>.
/// </summary>
/// <remarks>A place that was read from a project or a plan lies in the picture, and an area in it is at least <see cref="LeastSize"/> wide and high.</remarks>
public readonly record struct PicturePlace
{
    /// <summary>An area in a project is at least this wide and high, of 1.</summary>
    public const double LeastSize = 0.001;

    private PicturePlace(PlaceKind kind, double left, double top, double width, double height)
        => (Kind, Left, Top, Width, Height) = (kind, left, top, width, height);

    /// <summary>How the place is given. Without a value it is the whole picture.</summary>
    public PlaceKind Kind { get; }

    /// <summary>The area's left edge, or where the point is; only of what was given in numbers.</summary>
    public double Left { get; }

    /// <summary>The area's top edge, or where the point is; likewise.</summary>
    public double Top { get; }

    /// <summary>The area's width; 0 for all else.</summary>
    public double Width { get; }

    /// <summary>The area's height; 0 for all else.</summary>
    public double Height { get; }

    /// <summary>The whole picture.</summary>
    public static PicturePlace Whole { get; }

    /// <summary>The picture's middle.</summary>
    public static PicturePlace Center { get; } = new(PlaceKind.Center, 0, 0, 0, 0);

    /// <summary>The center of the detected subject.</summary>
    public static PicturePlace Subject { get; } = new(PlaceKind.Subject, 0, 0, 0, 0);

    /// <summary>The given point.</summary>
    public static PicturePlace At(double x, double y) => new(PlaceKind.Point, x, y, 0, 0);

    /// <summary>The given area.</summary>
    public static PicturePlace Of(in PictureArea area) => new(PlaceKind.Area, area.Left, area.Top, area.Width, area.Height);

    /// <summary>The area this stands for; null for a point.</summary>
    public PictureArea? ToArea() => Kind switch
    {
        PlaceKind.Whole => PictureArea.Whole,
        PlaceKind.Area => new PictureArea(Left, Top, Width, Height),
        _ => null,
    };

    /// <summary>The point this stands for in a segment; the center of an area.</summary>
    public (double X, double Y) Resolve(EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Kind switch
        {
            PlaceKind.Point => (Left, Top),
            PlaceKind.Area => (Left + (Width / 2), Top + (Height / 2)),
            PlaceKind.Subject when context.SubjectInPicture is { } subject => subject,
            _ => (0.5, 0.5),
        };
    }
}
