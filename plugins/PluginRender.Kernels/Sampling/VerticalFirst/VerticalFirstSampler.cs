using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Resamples a plane with any number of taps: vertically first (contiguous rows, into a scratch row that stays in the
/// cache), then horizontally.
/// </summary>
internal sealed unsafe class VerticalFirstSampler(int width, int height) : IPlaneSampler
{
    private readonly PolyphaseFilter columns = new(width);
    private readonly PolyphaseFilter rows = new(height);
    private readonly NativeBuffer<short> scratch = new();
    private readonly NativeBuffer<short> sampled = new();
    private readonly NativeBuffer<nint> rowPointers = new();

    /// <inheritdoc/>
    public void Set((double First, double Step) x, (double First, double Step) y, int sourceWidth, int sourceHeight)
    {
        columns.Set(x.First, x.Step, sourceWidth, HorizontalWordFilter.PrefersBlocks ? HorizontalWordFilter.BlockedSpan : -1);
        rows.Set(y.First, y.Step, sourceHeight, -1);
        scratch.Reserve(sourceWidth + (2 * columns.PairCount) + HorizontalWordFilter.Padding);
        rowPointers.Reserve(2 * rows.PairCount);
    }

    /// <inheritdoc/>
    public void Sample(in SourcePlane source, in Plane output, FilteredRows kept)
    {
        fixed (byte* samples = source.Row(0))
        {
            for (int row = output.FirstRow; row < output.FirstRow + output.RowCount; row++)
            {
                FilterRow(samples, source, row, scratch.Pointer);
                HorizontalWordFilter.Apply(scratch.Pointer, columns, output.Row(row));
            }
        }
    }

    /// <inheritdoc/>
    public void Store(in SourcePlane source, in CodePlane output, PointOperation? operation, FilteredRows kept)
    {
        sampled.Reserve(width);
        var row = new Span<short>(sampled.Pointer, width);
        for (int number = output.FirstRow; number < output.EndRow; number++)
        {
            Sample(source, new Plane(row, width, width, number, 1), kept);
            DitheredStore.StoreRow(row, output.Row(number), number, operation);
        }
    }

    public void Dispose()
    {
        columns.Dispose();
        rows.Dispose();
        scratch.Dispose();
        sampled.Dispose();
        rowPointers.Dispose();
    }

    private void FilterRow(byte* samples, in SourcePlane source, int row, short* destination)
    {
        GatherRows(samples + columns.Origin, source.Stride, source.Height - 1, rows.Origin + rows.Starts[row]);
        byte** pointers = (byte**)rowPointers.Pointer;
        nint last = (nint)pointers[(2 * rows.PairCount) - 1];
        VerticalByteFilter.Apply(
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
