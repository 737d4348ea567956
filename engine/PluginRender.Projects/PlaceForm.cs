using System.Globalization;
using PluginRender.Sdk;

namespace PluginRender.Projects;

/// <summary>The forms of a <see cref="PicturePlace"/> in projects, plans and plugins: what is one, and what is wrong with what is none.</summary>
public static class PlaceForm
{
    /// <summary>What takes a place, in words.</summary>
    public const string Description = "\"whole\", \"center\", \"subject\", a point [x, y] or an area [left, top, width, height], in 0 to 1 of the picture";

    /// <summary>Sums of decimals that are 1 in writing may be this much more in binary.</summary>
    private const double Rounding = 1e-9;

    private static readonly string[] PointNames = ["x", "y"];
    private static readonly string[] AreaNames = ["left", "top", "width", "height"];

    /// <summary>The words that stand for places.</summary>
    public static IReadOnlyList<string> Words { get; } = ["whole", "center", "subject"];

    /// <summary>The place of a word; null when it is none.</summary>
    public static PicturePlace? Of(string? word) => word switch
    {
        "whole" => PicturePlace.Whole,
        "center" => PicturePlace.Center,
        "subject" => PicturePlace.Subject,
        _ => null,
    };

    /// <summary>The place of two or four numbers; null when they are none.</summary>
    public static PicturePlace? Of(ReadOnlySpan<double> numbers) => Problem(numbers) is not null ? null
        : numbers.Length == 2 ? PicturePlace.At(numbers[0], numbers[1])
        : PicturePlace.Of(new PictureArea(numbers[0], numbers[1], numbers[2], numbers[3]));

    /// <summary>The word or the numbers that stand for a place.</summary>
    public static (string? Word, double[] Numbers) Written(in PicturePlace place) => place.Kind switch
    {
        PlaceKind.Point => (null, [place.Left, place.Top]),
        PlaceKind.Area => (null, [place.Left, place.Top, place.Width, place.Height]),
        _ => (Words[place.Kind switch { PlaceKind.Whole => 0, PlaceKind.Center => 1, _ => 2 }], []),
    };

    /// <summary>What is wrong with numbers that should be a place, and what to do; null when they are one.</summary>
    public static (string Problem, string Remedy)? Problem(ReadOnlySpan<double> numbers)
    {
        if (numbers.Length is not (2 or 4)) return (Invariant($"has {numbers.Length} numbers"), "give " + Description);
        string[] names = numbers.Length == 2 ? PointNames : AreaNames;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!(numbers[i] is >= 0 and <= 1)) return (Invariant($"has {names[i]} {numbers[i]}, which is not in the picture"), "give numbers from 0 to 1 of the picture's width and height, not pixels");
        }

        if (numbers.Length == 2) return null;
        if (numbers[2] < PicturePlace.LeastSize || numbers[3] < PicturePlace.LeastSize)
            return (Invariant($"is an area of {numbers[2]} by {numbers[3]}"), Invariant($"give [left, top, width, height] with width and height of at least {PicturePlace.LeastSize}, or a point [x, y]"));
        for (int i = 0; i < 2; i++)
        {
            if (numbers[i] + numbers[i + 2] > 1 + Rounding)
                return (Invariant($"reaches beyond the picture: {names[i]} {numbers[i]} and {names[i + 2]} {numbers[i + 2]} are more than 1"), "give [left, top, width, height], not two corners, within the picture");
        }

        return null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
