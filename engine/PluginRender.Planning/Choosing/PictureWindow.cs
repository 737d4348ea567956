namespace PluginRender.Planning;

/// <summary>The largest centered part of a picture with the frame's aspect: what is shown without a zoom, and what effects point into.</summary>
/// <param name="Width">Its width in samples of the picture.</param>
/// <param name="Height">Its height in samples of the picture.</param>
/// <param name="Part">Its part of the picture, above 0 to 1.</param>
internal sealed record PictureWindow(double Width, double Height, double Part)
{
    /// <summary>The picture's width over the window's, at least 1.</summary>
    private double Across { get; init; } = 1;

    /// <summary>The picture's height over the window's, at least 1.</summary>
    private double Down { get; init; } = 1;

    public static PictureWindow Of(PictureInfo picture, int frameWidth, int frameHeight)
    {
        bool isWider = (long)picture.Width * frameHeight > (long)picture.Height * frameWidth;
        double width = isWider ? (double)picture.Height * frameWidth / frameHeight : picture.Width;
        double height = isWider ? picture.Height : (double)picture.Width * frameHeight / frameWidth;
        return new PictureWindow(width, height, width * height / ((double)picture.Width * picture.Height))
        {
            Across = picture.Width / width,
            Down = picture.Height / height,
        };
    }

    /// <summary>A point of the picture in 0–1 of the window; at its edge for one outside.</summary>
    public PicturePoint Inside(PicturePoint point) => new(Inside(point.X, Across), Inside(point.Y, Down));

    /// <summary>A box of the picture in 0–1 of the window, as far as it lies in it.</summary>
    public PictureBox Inside(PictureBox box) => PictureBox.Between(
        Inside(box.Left, Across), Inside(box.Top, Down), Inside(box.Left + box.Width, Across), Inside(box.Top + box.Height, Down));

    /// <summary>Whether a point of the picture is in the window.</summary>
    public bool Shows(PicturePoint point) => IsInside(point.X, Across) && IsInside(point.Y, Down);

    private static double Place(double at, double times) => ((at - 0.5) * times) + 0.5;

    private static double Inside(double at, double times) => Math.Clamp(Place(at, times), 0, 1);

    private static bool IsInside(double at, double times) => Place(at, times) is >= 0 and <= 1;
}
