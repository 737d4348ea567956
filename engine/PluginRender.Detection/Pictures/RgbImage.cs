namespace PluginRender.Detection;

/// <summary>A small picture for detectors: 8-bit R'G'B', full range, interleaved.</summary>
/// <param name="width">Columns, at least 1.</param>
/// <param name="height">Rows, at least 1.</param>
public sealed class RgbImage(int width, int height)
{
    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Red, green, blue of each pixel, row by row.</summary>
    public byte[] Samples { get; } = new byte[3 * width * height];

    /// <summary>The red, green and blue of a row.</summary>
    public Span<byte> Row(int row) => Samples.AsSpan(3 * Width * row, 3 * Width);

    /// <summary>The size of a picture scaled down so that no side exceeds <paramref name="most"/>; its own if it does not.</summary>
    public static (int Width, int Height) Within(int width, int height, int most)
    {
        int longest = Math.Max(width, height);
        return longest <= most ? (width, height) : (Scaled(width), Scaled(height));

        int Scaled(int side) => (int)Math.Max(1, (((2L * side * most) + longest) / (2L * longest)));
    }
}
