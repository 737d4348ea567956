using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Planning;

namespace PluginRender.Detection.Yolo;

/// <summary>Makes subjects of the boxes that are left.</summary>
public static class YoloSubjects
{
    private const int MostSubjects = 20;

    /// <summary>
    /// The subjects of a picture, the ones that a viewer looks at first: by score times the square root of the area, so
    /// that a surely seen bottle in a corner comes after a person who fills a quarter of the picture.
    /// </summary>
    /// <param name="boxes">What suppression left.</param>
    /// <param name="letterbox">How the picture lies in the input.</param>
    /// <param name="names">Names of classes; empty when the model has none.</param>
    public static ImmutableArray<(YoloCandidate Box, Subject Subject)> Rank(IEnumerable<YoloCandidate> boxes, Letterbox letterbox, ImmutableArray<string> names) =>
    [
        .. from box in boxes
           let inPicture = letterbox.ToPicture(box.Left, box.Top, box.Right, box.Bottom)
           where inPicture is { Width: > 0, Height: > 0 }
           orderby box.Score * Math.Sqrt(inPicture.Area) descending
           select (box, new Subject(NameOf(box.Class, names), box.Score, SubjectSource.Yolo, inPicture, inPicture.Center)),
    ];

    /// <summary>As many as facts have.</summary>
    public static ImmutableArray<(YoloCandidate Box, Subject Subject)> Most(ImmutableArray<(YoloCandidate Box, Subject Subject)> ranked)
        => ranked.Length <= MostSubjects ? ranked : ranked[..MostSubjects];

    private static string NameOf(int number, ImmutableArray<string> names)
        => number < names.Length && names[number].Length > 0 ? names[number] : string.Create(CultureInfo.InvariantCulture, $"class {number}");
}
