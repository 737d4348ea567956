using System.Runtime.CompilerServices;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Resamples a plane with at most eight taps on either axis: along the source rows first, from bytes, then down the
/// columns.
/// </summary>
internal sealed unsafe class ColumnsFirstSampler(int width, int height) : IPlaneSampler
{
    private readonly ColumnTaps columns = new(width);
    private readonly RowTaps rows = new(height);
    private readonly NativeBuffer<byte> padded = new();
    private int version;

    /// <inheritdoc/>
    public void Set((double First, double Step) x, (double First, double Step) y, int sourceWidth, int sourceHeight)
    {
        bool changed = columns.Set(x.First, x.Step, sourceWidth);
        changed |= rows.Set(y.First, y.Step, sourceHeight);
        if (changed) version++;
        padded.Reserve(ColumnFilter.RowsAtOnce * (sourceWidth + ColumnFilter.Padding));
    }

    // Optimized from the first call on, as what it calls for every row: see VerticalFilter.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(in SourcePlane source, in Plane output, FilteredRows kept)
    {
        if (output.RowCount == 0) return;
        int end = output.FirstRow + output.RowCount;
        fixed (byte* samples = source.Row(0))
        {
            fixed (short* destination = output.Row(output.FirstRow))
            {
                int rowLength = columns.BlockCount * ColumnTaps.BlockOutputs;
                int ready = kept.Resume(rowLength, (nint)samples, version, output.FirstRow, rows.Starts[output.FirstRow]);
                for (int row = output.FirstRow; row < end; row++)
                {
                    for (; ready < rows.Starts[row] + rows.TapCount; ready += ColumnFilter.RowsAtOnce) MakeRows(samples, source, ready, kept);
                    SumRows(row, kept, destination + ((row - output.FirstRow) * output.Stride));
                }

                kept.Leave((nint)samples, version, end, ready);
            }
        }
    }

    public void Dispose()
    {
        columns.Dispose();
        rows.Dispose();
        padded.Dispose();
    }

    /// <summary>Rows beyond the last have zero taps and read the last.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MakeRows(byte* samples, in SourcePlane source, int first, FilteredRows kept)
    {
        byte** from = stackalloc byte*[ColumnFilter.RowsAtOnce];
        short** to = stackalloc short*[ColumnFilter.RowsAtOnce];
        for (int i = 0; i < ColumnFilter.RowsAtOnce; i++)
        {
            int row = Math.Min(first + i, source.Height - 1);
            from[i] = Readable(samples + ((nint)row * source.Stride), source, row, i);
            to[i] = kept[first + i];
        }

        ColumnFilter.Apply(from, columns, to, ColumnFilter.RowsAtOnce * source.Stride);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRows(int row, FilteredRows kept, short* destination)
    {
        short** taken = stackalloc short*[AxisTaps.Most];
        for (int tap = 0; tap < rows.TapCount; tap++) taken[tap] = kept[rows.Starts[row] + tap];
        RowFilter.Apply(taken, rows.Of(row), rows.TapCount, destination, width);
    }

    /// <summary>The row, or, where reading beyond its last sample would leave the plane, a copy that may be.</summary>
    private byte* Readable(byte* row, in SourcePlane source, int number, int copy)
    {
        long left = ((long)(source.Height - 1 - number) * source.Stride) + source.Width;
        if (columns.LastStart + ColumnFilter.Padding <= left) return row;
        byte* own = padded.Pointer + (copy * (source.Width + ColumnFilter.Padding));
        new ReadOnlySpan<byte>(row, source.Width).CopyTo(new Span<byte>(own, source.Width));
        return own;
    }
}
