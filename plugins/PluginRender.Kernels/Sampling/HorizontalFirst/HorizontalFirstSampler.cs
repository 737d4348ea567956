using System.Runtime.CompilerServices;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Store;

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
    private readonly NativeBuffer<short> scratch = new();
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
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sample(in SourcePlane source, in Plane output, FilteredRows kept)
    {
        if (output.RowCount == 0) return;
        int end = output.FirstRow + output.RowCount;
        fixed (byte* samples = source.Row(0))
        {
            fixed (short* destination = output.Row(output.FirstRow))
            {
                int ready = Resume(samples, output.FirstRow, kept);
                short** taken = stackalloc short*[VerticalTaps.MostPairs];
                for (int row = output.FirstRow; row < end; row++)
                {
                    ready = MakeRows(samples, source, row, ready, kept);
                    int count = Take(row, kept, taken);
                    VerticalWordFilter.Apply(taken, rows.Of(row), count, destination + ((row - output.FirstRow) * output.Stride), width);
                }

                kept.Leave((nint)samples, version, end, ready);
            }
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(in SourcePlane source, in CodePlane output, PointOperation? operation, FilteredRows kept)
    {
        if (output.RowCount == 0) return;
        scratch.Reserve(width);
        fixed (byte* samples = source.Row(0))
        {
            int ready = Resume(samples, output.FirstRow, kept);
            short** taken = stackalloc short*[VerticalTaps.MostPairs];
            for (int row = output.FirstRow; row < output.EndRow; row++)
            {
                ready = MakeRows(samples, source, row, ready, kept);
                var sums = new WordSums(taken, rows.Of(row), Take(row, kept, taken), scratch.Pointer, width);
                if (operation is null) VerticalWordStore.StoreRow(sums, output.Row(row), row, default(DitheredStore.Unchanged));
                else operation.Store(sums, output.Row(row), row);
            }

            kept.Leave((nint)samples, version, output.EndRow, ready);
        }
    }

    public void Dispose()
    {
        columns.Dispose();
        rows.Dispose();
        padded.Dispose();
        scratch.Dispose();
    }

    private int Resume(byte* samples, int row, FilteredRows kept)
        => kept.Resume(columns.BlockCount * HorizontalTaps.BlockOutputs, (nint)samples, version, row, rows.FirstPair(row));

    /// <summary>Makes what an output row needs and is not there.</summary>
    /// <returns>The first pair of source rows that is not there then.</returns>
    private int MakeRows(byte* samples, in SourcePlane source, int row, int ready, FilteredRows kept)
    {
        int needed = rows.FirstPair(row) + rows.PairCount(row);
        for (; ready < needed; ready += HorizontalByteFilter.PairsAtOnce) MakePairs(samples, source, ready, kept);
        return ready;
    }

    /// <summary>Rows beyond the last have zero taps and read the last.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MakePairs(byte* samples, in SourcePlane source, int firstPair, FilteredRows kept)
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

    /// <summary>Notes the pairs of source rows that an output row is made of.</summary>
    /// <returns>How many they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Take(int row, FilteredRows kept, short** taken)
    {
        int first = rows.FirstPair(row), count = rows.PairCount(row);
        for (int pair = 0; pair < count; pair++) taken[pair] = kept[first + pair];
        return count;
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
