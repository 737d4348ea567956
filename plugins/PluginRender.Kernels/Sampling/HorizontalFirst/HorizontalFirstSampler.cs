using System.Runtime.CompilerServices;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Resamples a plane with at most seven taps on either axis: horizontally first, from bytes, then vertically. Of the
/// horizontal pass each source row is made once and kept for the output rows that it is part of.
/// </summary>
internal sealed unsafe class HorizontalFirstSampler(int width, int height) : IPlaneSampler
{
    private readonly HorizontalTaps columns = new(width);
    private readonly VerticalTaps rows = new(height);
    private readonly NativeBuffer<byte> padded = new();
    private int version;

    /// <inheritdoc/>
    public void Set((double First, double Step) x, (double First, double Step) y, int sourceWidth, int sourceHeight)
    {
        bool changed = columns.Set(x.First, x.Step, sourceWidth);
        changed |= rows.Set(y.First, y.Step, sourceHeight);
        if (changed) version++;
        padded.Reserve(HorizontalByteFilter.RowsAtOnce * (sourceWidth + HorizontalByteFilter.Padding));
    }

    // Optimized from the first call on, as what it calls for every row: see VerticalByteFilter.
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
                int rowLength = columns.BlockCount * HorizontalTaps.BlockOutputs;
                int ready = kept.Resume(rowLength, (nint)samples, version, output.FirstRow, rows.FirstPair(output.FirstRow));
                for (int row = output.FirstRow; row < end; row++)
                {
                    int needed = rows.FirstPair(row) + rows.PairCount(row);
                    for (; ready < needed; ready += HorizontalByteFilter.PairsAtOnce) MakeRows(samples, source, ready, kept);
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
    private void MakeRows(byte* samples, in SourcePlane source, int firstPair, FilteredRows kept)
    {
        byte** from = stackalloc byte*[HorizontalByteFilter.RowsAtOnce];
        short** to = stackalloc short*[HorizontalByteFilter.PairsAtOnce];
        for (int i = 0; i < HorizontalByteFilter.RowsAtOnce; i++)
        {
            int row = Math.Min((2 * firstPair) + i, source.Height - 1);
            from[i] = Readable(samples + ((nint)row * source.Stride), source, row, i);
        }

        for (int i = 0; i < HorizontalByteFilter.PairsAtOnce; i++) to[i] = kept[firstPair + i];
        HorizontalByteFilter.Apply(from, columns, to, HorizontalByteFilter.RowsAtOnce * source.Stride);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRows(int row, FilteredRows kept, short* destination)
    {
        short** taken = stackalloc short*[VerticalTaps.MostPairs];
        int first = rows.FirstPair(row), count = rows.PairCount(row);
        for (int pair = 0; pair < count; pair++) taken[pair] = kept[first + pair];
        VerticalWordFilter.Apply(taken, rows.Of(row), count, destination, width);
    }

    /// <summary>The row, or, where reading beyond its last sample would leave the plane, a copy that may be.</summary>
    private byte* Readable(byte* row, in SourcePlane source, int number, int copy)
    {
        long left = ((long)(source.Height - 1 - number) * source.Stride) + source.Width;
        if (columns.LastStart + HorizontalByteFilter.Padding <= left) return row;
        byte* own = padded.Pointer + (copy * (source.Width + HorizontalByteFilter.Padding));
        new ReadOnlySpan<byte>(row, source.Width).CopyTo(new Span<byte>(own, source.Width));
        return own;
    }
}
