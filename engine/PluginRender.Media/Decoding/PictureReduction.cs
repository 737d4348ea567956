using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Makes a decoded picture smaller by means of boxes, where its decoder cannot.</summary>
internal static class PictureReduction
{
    /// <param name="whole">The picture.</param>
    /// <param name="reduction">How many times smaller each side becomes, rounded up.</param>
    /// <returns>A new picture.</returns>
    public static PictureBuffer Apply(PictureBuffer whole, int reduction)
    {
        var reduced = new PictureBuffer(
            (whole.Width + reduction - 1) / reduction, (whole.Height + reduction - 1) / reduction, whole.ChromaStepX, whole.ChromaStepY,
            (Site(whole.Siting.X, whole.ChromaStepX, reduction), Site(whole.Siting.Y, whole.ChromaStepY, reduction)));
        for (int plane = 0; plane < 3; plane++)
        {
            ReadOnlySpan<byte> source = whole.Plane(plane, out int sourceStride, out int width, out int height);
            Span<byte> target = reduced.Plane(plane, out int stride, out int columns, out int rows);
            for (int y = 0; y < rows; y++)
            {
                for (int x = 0; x < columns; x++)
                {
                    int right = Math.Min(width, (x + 1) * reduction), bottom = Math.Min(height, (y + 1) * reduction);
                    int sum = 0;
                    for (int row = y * reduction; row < bottom; row++)
                    {
                        foreach (byte sample in source[((row * sourceStride) + (x * reduction))..((row * sourceStride) + right)]) sum += sample;
                    }

                    int count = (right - (x * reduction)) * (bottom - (y * reduction));
                    target[(y * stride) + x] = (byte)((sum + (count / 2)) / count);
                }
            }
        }

        return reduced;
    }

    /// <summary>The middle of the first box of chroma samples, in luma samples of the smaller picture.</summary>
    private static double Site(double offset, int step, int reduction) => (offset + ((step - 1) * (reduction - 1) / 2.0)) / reduction;
}
