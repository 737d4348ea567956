namespace PluginRender.Rendering;

/// <summary>Turns pictures upright.</summary>
public static class PictureOrientation
{
    /// <param name="stored">The picture as stored.</param>
    /// <param name="orientation">EXIF orientation, 1–8: which edge of the stored picture is the visible top and left.</param>
    /// <returns>A new picture.</returns>
    public static PictureBuffer Apply(PictureBuffer stored, int orientation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        bool transposed = orientation >= 5;
        bool mirrorX = orientation is 2 or 3 or 7 or 8;
        bool mirrorY = orientation is 3 or 4 or 6 or 7;
        // Mirrored chroma sits where its last sample was, seen from the other side.
        double x = Site(stored.Siting.X, stored.ChromaStepX, stored.Width, mirrorX);
        double y = Site(stored.Siting.Y, stored.ChromaStepY, stored.Height, mirrorY);
        PictureBuffer upright = transposed
            ? new PictureBuffer(stored.Height, stored.Width, stored.ChromaStepY, stored.ChromaStepX, (y, x))
            : new PictureBuffer(stored.Width, stored.Height, stored.ChromaStepX, stored.ChromaStepY, (x, y));
        for (int plane = 0; plane < 3; plane++)
        {
            ReadOnlySpan<byte> source = stored.Plane(plane, out int sourceStride, out int width, out int height);
            Span<byte> target = upright.Plane(plane, out int stride, out _, out _);
            for (int row = 0; row < height; row++)
            {
                int ty = mirrorY ? height - 1 - row : row;
                for (int column = 0; column < width; column++)
                {
                    int tx = mirrorX ? width - 1 - column : column;
                    target[transposed ? (tx * stride) + ty : (ty * stride) + tx] = source[(row * sourceStride) + column];
                }
            }
        }

        return upright;
    }

    private static double Site(double offset, int step, int size, bool mirrored)
        => mirrored ? size - 1 - (offset + (step * (((size + step - 1) / step) - 1))) : offset;
}
