namespace PluginRender.Kernels.Pixelate;

/// <summary>
/// Gives every block of one kind of plane its mean, rounded to nearest, halves up. Blocks are counted in luma samples from the frame's top left: a
/// sample at column j belongs to block ⌊j · step / size⌋, so that chroma blocks cover what luma blocks do.
/// </summary>
internal sealed class PlaneMosaic(int width, int height, int size, int step)
{
    // A numerator below 2^17 · count times 2^44 / (2 · count), rounded up, is too large by less than count / 2^27: that
    // cannot pass the next multiple of 1 / (2 · count) for counts up to 8192. Larger blocks are few and divided.
    private const int ReciprocalBits = 44, GreatestForReciprocal = 8192;

    private readonly int[] sums = new int[width];

    /// <summary>Makes the rows of <paramref name="output"/> from all rows of the blocks they belong to.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input lacks a row.</exception>
    public void Apply(in ReadOnlyPlane input, in Plane output)
    {
        int end = output.FirstRow + output.RowCount;
        for (int row = output.FirstRow; row < end;)
        {
            int block = row * step / size;
            int bottom = Math.Min(First(block + 1), height);
            Span<short> made = output.Row(row);
            Means(input, First(block), bottom, made);
            for (row++; row < Math.Min(bottom, end); row++) made.CopyTo(output.Row(row));
        }
    }

    private void Means(in ReadOnlyPlane input, int top, int bottom, Span<short> made)
    {
        Array.Clear(sums);
        for (int row = top; row < bottom; row++) ColumnSums.Add(sums, input.Row(row));
        int countBefore = 0;
        long reciprocal = 0;
        for (int left = 0, block = 0; left < width; block++)
        {
            int right = Math.Min(First(block + 1), width);
            int count = (right - left) * (bottom - top);
            if (count != countBefore) reciprocal = ((1L << ReciprocalBits) + (2L * count) - 1) / (2L * count);
            countBefore = count;
            long sum = 0;
            for (int x = left; x < right; x++) sum += sums[x];

            // floor(sum / count + 1/2) of a sum made positive, as (2 · sum + count) / (2 · count).
            long numerator = (2 * (sum - ((long)short.MinValue * count))) + count;
            long mean = count <= GreatestForReciprocal ? (numerator * reciprocal) >> ReciprocalBits : numerator / (2 * count);
            made[left..right].Fill((short)(mean + short.MinValue));
            left = right;
        }
    }

    /// <summary>First sample of a block, which may be beyond the plane.</summary>
    private int First(int block) => ((block * size) + step - 1) / step;
}
