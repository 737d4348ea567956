using System.Collections.Immutable;

namespace PluginRender.Planning;

/// <summary>A word that fits a picture.</summary>
/// <param name="Name">One of the project's list.</param>
/// <param name="Score">Its probability among the words of the list, 0–1.</param>
public sealed record PictureTag(string Name, double Score);

/// <summary>
/// A soft mask of all subjects: 8-bit gray over the whole picture, 255 where a subject is. Known by its content and
/// kept in the facts' store; a plan does not depend on where that is, and has the samples where an effect uses them.
/// </summary>
/// <param name="Width">Columns; far fewer than the picture's.</param>
/// <param name="Height">Rows.</param>
/// <param name="Sha256">Of the samples, row by row.</param>
public sealed record MaskReference(int Width, int Height, string Sha256);

/// <summary>
/// What detection found in a segment's picture. Numbers are rounded to four decimals, so that they read well and do not
/// depend on the last bits of a machine's arithmetic.
/// </summary>
/// <param name="Subjects">Best first; empty when nothing stands out.</param>
/// <param name="Tags">Most probable first; empty without a list and an encoder.</param>
/// <param name="TextScore">How well the whole picture fits the segment's text, as <see cref="Subject.TextScore"/>.</param>
/// <param name="Mask">The subjects' mask; null when there is none.</param>
public sealed record PictureFacts(
    ImmutableArray<Subject> Subjects, ImmutableArray<PictureTag> Tags, double? TextScore = null, MaskReference? Mask = null)
{
    /// <summary>Decimals of every number.</summary>
    public const int Decimals = 4;

    /// <summary>The mask's samples; null where no effect uses them, and they are not in the plan.</summary>
    public MaskSamples? MaskSamples { get; init; }

    /// <summary>Nothing found.</summary>
    public static PictureFacts None { get; } = new([], []);

    /// <summary>What <c>"focus": "subject"</c> points at; null when nothing was found.</summary>
    public Subject? Best => Subjects.IsEmpty ? null : Subjects[0];

    /// <summary>The same with every number rounded: what plans and caches have.</summary>
    public PictureFacts Rounded() => new PictureFacts(
        [.. Subjects.Select(s => s with
        {
            Score = Round(s.Score),
            // Rounding two edges apart could carry the box beyond the picture.
            Box = PictureBox.Between(Round(s.Box.Left), Round(s.Box.Top), Round(s.Box.Left + s.Box.Width), Round(s.Box.Top + s.Box.Height)) is var box
                ? box with { Width = Round(box.Width), Height = Round(box.Height) }
                : default,
            Center = new PicturePoint(Round(s.Center.X), Round(s.Center.Y)),
            TextScore = Round(s.TextScore),
        })],
        [.. Tags.Select(t => t with { Score = Round(t.Score) })],
        Round(TextScore), Mask)
    {
        MaskSamples = MaskSamples,
    };

    private static double Round(double value) => Math.Round(value, Decimals);

    private static double? Round(double? value) => value is { } number ? Math.Round(number, Decimals) : null;
}
