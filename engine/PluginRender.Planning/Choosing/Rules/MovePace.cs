using System.Collections.Immutable;

namespace PluginRender.Planning;

/// <summary>How far a zoom goes in a duration: a longer segment goes farther, but at a gentler pace.</summary>
internal static class MovePace
{
    /// <summary>Up to so many seconds, and the zoom; the pace of each row is below that of the row before.</summary>
    internal static ImmutableArray<(double Seconds, double Zoom)> Table { get; } =
    [
        (2, 1.12),
        (4, 1.18),
        (7, 1.22),
        (12, 1.26),
        (20, 1.3),
        (double.PositiveInfinity, 1.34),
    ];

    public static double ZoomFor(double seconds) => RowFor(seconds).Zoom;

    public static string ReasonFor(double seconds)
        => FormattableString.Invariant($"{(seconds > Table[2].Seconds ? "gentle over" : "fit for")} {seconds:0.##} s");

    private static (double Seconds, double Zoom) RowFor(double seconds) => Table.First(row => seconds <= row.Seconds);
}
