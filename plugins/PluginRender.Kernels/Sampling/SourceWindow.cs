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
