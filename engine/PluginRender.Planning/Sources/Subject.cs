namespace PluginRender.Planning;

/// <summary>What found a subject.</summary>
public enum SubjectSource
{
    /// <summary>Saliency: what stands out, without knowing what it is.</summary>
    Saliency,

    /// <summary>An object detector of the YOLO family.</summary>
    Yolo,
}

/// <summary>A point of a picture; both coordinates 0–1 of its size, x to the right, y downward.</summary>
public readonly record struct PicturePoint(double X, double Y);

/// <summary>A rectangle of a picture, in 0–1 of its size.</summary>
/// <param name="Left">Left edge, 0–1.</param>
/// <param name="Top">Top edge, 0–1.</param>
/// <param name="Width">0–1; the right edge is at most 1.</param>
/// <param name="Height">0–1; the bottom edge is at most 1.</param>
public readonly record struct PictureBox(double Left, double Top, double Width, double Height)
{
    /// <summary>The middle.</summary>
    public PicturePoint Center => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>Its part of the picture, 0–1.</summary>
    public double Area => Width * Height;

    /// <summary>The box between two corners, as far as it lies in the picture.</summary>
    public static PictureBox Between(double left, double top, double right, double bottom)
    {
        (left, top) = (Math.Clamp(left, 0, 1), Math.Clamp(top, 0, 1));
        return new PictureBox(left, top, Math.Clamp(right, left, 1) - left, Math.Clamp(bottom, top, 1) - top);
    }
}

/// <summary>Something in a picture that is worth looking at.</summary>
/// <param name="Label">The detector's name of its class; <c>salient</c> for saliency.</param>
/// <param name="Score">How sure the detector is, 0–1.</param>
/// <param name="Source">What found it.</param>
/// <param name="Box">Where it is.</param>
/// <param name="Center">Where its weight is: what an effect points at.</param>
/// <param name="TextScore">
/// How well the box's content fits the segment's text, the cosine of their embeddings, −1 to 1; null without a text or
/// an encoder.
/// </param>
public sealed record Subject(
    string Label, double Score, SubjectSource Source, PictureBox Box, PicturePoint Center, double? TextScore = null);
