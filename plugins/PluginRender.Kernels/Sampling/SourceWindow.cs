using PluginRender.Kernels.Numerics;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// The part of a source that fills the frame, in luma-sample edge coordinates: 0 is the left (top) edge of the
/// first sample, the picture's width (height) the right (bottom) edge of the last.
/// </summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Width">Width, positive; fractions of a sample count.</param>
/// <param name="Height">Height, positive; likewise.</param>
public readonly record struct SourceWindow(double Left, double Top, double Width, double Height)
{
    /// <summary>The largest centered window of the frame's aspect inside the picture.</summary>
    public static SourceWindow Fit(int pictureWidth, int pictureHeight, int frameWidth, int frameHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pictureWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pictureHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameHeight);
        bool pictureIsWider = (long)pictureWidth * frameHeight > (long)pictureHeight * frameWidth;
        double width = pictureIsWider ? (double)pictureHeight * frameWidth / frameHeight : pictureWidth;
        double height = pictureIsWider ? pictureHeight : (double)pictureWidth * frameHeight / frameWidth;
        return new SourceWindow((pictureWidth - width) / 2, (pictureHeight - height) / 2, width, height);
    }

    /// <summary>
    /// The part of this window that a zoom by <paramref name="z"/> about a point shows: with u in 0–1 of the
    /// frame, x = fx + (u − fx) / z in 0–1 of this window, and the same for y. The point keeps its place in the frame.
    /// </summary>
    /// <param name="fx">The point, 0–1 of this window's width.</param>
    /// <param name="fy">The point, 0–1 of this window's height.</param>
    /// <param name="z">Magnification, positive; 1 is this window.</param>
    public SourceWindow Zoom(double fx, double fy, double z)
    {
        if (!(z > 0)) throw new ArgumentOutOfRangeException(nameof(z), z, "A zoom is positive.");
        return new SourceWindow(
            Left + (Width * (fx - (fx / z))),
            Top + (Height * (fy - (fy / z))),
            Width / z,
            Height / z);
    }

    /// <summary>
    /// The smallest window of the frame's aspect that holds an area, in its middle: as near to that as the picture has room, and where the
    /// frame's aspect cannot hold it, the largest window there is. It never leaves the picture.
    /// </summary>
    /// <param name="area">In 0–1 of the picture, and in it.</param>
    /// <param name="pictureWidth">Luma columns of the picture.</param>
    /// <param name="pictureHeight">Luma rows of the picture.</param>
    /// <param name="frameWidth">The frame's width.</param>
    /// <param name="frameHeight">The frame's height.</param>
    public static SourceWindow Around(in PictureArea area, int pictureWidth, int pictureHeight, int frameWidth, int frameHeight)
    {
        SourceWindow largest = Fit(pictureWidth, pictureHeight, frameWidth, frameHeight);
        if (!(area.Width > 0 && area.Height > 0)) throw new ArgumentOutOfRangeException(nameof(area), area, "An area is not empty.");
        double part = Math.Min(1, Math.Max(area.Width * pictureWidth / largest.Width, area.Height * pictureHeight / largest.Height));
        return (largest with { Width = largest.Width * part, Height = largest.Height * part })
            .CenteredAt(area.Left + (area.Width / 2), area.Top + (area.Height / 2), pictureWidth, pictureHeight);
    }

    /// <summary>This window with its center as near to a point as it can be without leaving the picture, in which it has room.</summary>
    /// <param name="x">The point, 0–1 of the picture's width.</param>
    /// <param name="y">The point, 0–1 of the picture's height.</param>
    /// <param name="pictureWidth">Luma columns of the picture.</param>
    /// <param name="pictureHeight">Luma rows of the picture.</param>
    public SourceWindow CenteredAt(double x, double y, int pictureWidth, int pictureHeight) => this with
    {
        Left = Math.Max(0, Math.Min((x * pictureWidth) - (Width / 2), pictureWidth - Width)),
        Top = Math.Max(0, Math.Min((y * pictureHeight) - (Height / 2), pictureHeight - Height)),
    };

    /// <summary>
    /// A window on the way from this one to another: the size by equal factors for equal steps of <paramref name="progress"/>, which the eye
    /// takes for constant speed, and the place in step with it, so that all stay where both are: a picture that has both has every one between.
    /// </summary>
    /// <param name="end">Where the way ends; of the same aspect.</param>
    /// <param name="progress">0 is this window, 1 is <paramref name="end"/>.</param>
    public SourceWindow Toward(in SourceWindow end, double progress)
    {
        double factor = end.Width / Width;
        // Nearer to 1, what is subtracted leaves too few digits for a smooth way, and the way is straight to less than a hundredth of a sample.
        double part = Math.Abs(factor - 1) < 1e-6 ? progress : (DeterministicMath.Pow(factor, progress) - 1) / (factor - 1);
        if (part >= 1) return end;
        return new SourceWindow(
            Left + ((end.Left - Left) * part), Top + ((end.Top - Top) * part),
            Width + ((end.Width - Width) * part), Height + ((end.Height - Height) * part));
    }

    /// <summary>The same in 0–1 of the picture.</summary>
    /// <param name="pictureWidth">Luma columns, positive.</param>
    /// <param name="pictureHeight">Luma rows, positive.</param>
    public PictureArea AreaOf(int pictureWidth, int pictureHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pictureWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pictureHeight);
        return new PictureArea(Left / pictureWidth, Top / pictureHeight, Width / pictureWidth, Height / pictureHeight);
    }
}
