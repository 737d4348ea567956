namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Resamples one kind of plane, luma or chroma: rows first (contiguous, into a scratch row that stays in the
/// cache), then columns, some rows at a time.
/// </summary>
internal sealed unsafe class PlaneSampler(int width, int height) : IDisposable
{
    /// <summary>Rows that <see cref="HorizontalFilter"/> makes with one reading of the taps.</summary>
    private const int RowsAtOnce = 4;

    private readonly PolyphaseFilter columns = new(width);
    private readonly PolyphaseFilter rows = new(height);
    private readonly NativeBuffer<short> scratch = new();
    private readonly NativeBuffer<nint> rowPointers = new();
    private int scratchStride;

    /// <summary>Chooses what part of a source plane fills the frame's plane.</summary>
    /// <param name="x">Position of the first output column and distance of the next, in source samples.</param>
    /// <param name="y">The same for rows.</param>
    /// <param name="sourceWidth">Columns of the source plane.</param>
    /// <param name="sourceHeight">Rows of the source plane.</param>
    public void Set((double First, double Step) x, (double First, double Step) y, int sourceWidth, int sourceHeight)
    {
        columns.Set(x.First, x.Step, sourceWidth, HorizontalFilter.PrefersBlocks ? HorizontalFilter.BlockedSpan : -1);
        rows.Set(y.First, y.Step, sourceHeight, -1);
        scratchStride = sourceWidth + (2 * columns.PairCount) + HorizontalFilter.Padding;
        scratch.Reserve(RowsAtOnce * scratchStride);
        rowPointers.Reserve(2 * rows.PairCount);
    }

    /// <summary>Makes the rows of an output plane.</summary>
    /// <exception cref="ArgumentException">The rows are not of a plane of this sampler's size.</exception>
    public void Sample(in SourcePlane source, in Plane output)
    {
        Check(output);
        short** made = stackalloc short*[RowsAtOnce], destinations = stackalloc short*[RowsAtOnce];
        int end = output.FirstRow + output.RowCount;
        fixed (byte* samples = source.Row(0))
        {
            for (int row = output.FirstRow; row < end; row += RowsAtOnce)
            {
                int rowsNow = Math.Min(RowsAtOnce, end - row);
                fixed (short* destination = output.Row(row))
                {
                    for (int i = 0; i < rowsNow; i++)
                    {
                        made[i] = scratch.Pointer + (i * scratchStride);
                        destinations[i] = destination + (i * output.Stride);
                        FilterRow(samples, source, row + i, made[i]);
                    }

                    HorizontalFilter.Apply(made, columns, destinations, rowsNow);
                }
            }
        }
    }

    public void Dispose()
    {
        columns.Dispose();
        rows.Dispose();
        scratch.Dispose();
        rowPointers.Dispose();
    }

    private void Check(in Plane output)
    {
        if (output.Width != width || output.FirstRow < 0 || output.FirstRow + output.RowCount > height)
            throw new ArgumentException($"Rows {output.FirstRow} to {output.FirstRow + output.RowCount - 1} of {output.Width} samples are not in a plane of {width}x{height}.", nameof(output));
    }

    private void FilterRow(byte* samples, in SourcePlane source, int row, short* destination)
    {
        GatherRows(samples + columns.Origin, source.Stride, source.Height - 1, rows.Origin + rows.Starts[row]);
        byte** pointers = (byte**)rowPointers.Pointer;
        nint last = (nint)pointers[(2 * rows.PairCount) - 1];
        VerticalFilter.Apply(
            pointers, rows.Pairs + (row * rows.PairCount), rows.PairCount, destination, columns.Extent,
            (last + source.Stride, last + (2 * source.Stride)));
    }

    /// <summary>Where each tap's row begins; taps beyond the last row are zero and read the last.</summary>
    private void GatherRows(byte* samples, int stride, int last, int first)
    {
        byte** pointers = (byte**)rowPointers.Pointer;
        for (int tap = 0; tap < 2 * rows.PairCount; tap++)
            pointers[tap] = samples + ((nint)Math.Min(first + tap, last) * stride);
    }
}
