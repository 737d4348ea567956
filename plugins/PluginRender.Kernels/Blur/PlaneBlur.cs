namespace PluginRender.Kernels.Blur;

/// <summary>
/// Three box passes down and three across one kind of plane. The picture is continued by its edge samples; every
/// value is a function of its position, so any split into bands gives the same samples.
/// </summary>
internal sealed unsafe class PlaneBlur(int width, int height, BoxFilter box) : IDisposable
{
    // A strip of the tallest intermediate stays in the first-level cache, a transposed group in the second-level.
    private const int StripWidth = 64, GroupHeight = 32;

    private readonly NativeBuffer<short> first = new();
    private readonly NativeBuffer<short> second = new();
    private readonly NativeBuffer<short> rows = new();
    private readonly NativeBuffer<nint> lines = new();

    /// <summary>Rows (and columns) on either side that a sample depends on.</summary>
    public int Radius => BoxFilter.Passes * box.Reach;

    /// <summary>Makes the rows of <paramref name="output"/>; the input holds <see cref="Radius"/> more on both sides, cut off at the plane's edges.</summary>
    /// <exception cref="ArgumentException">The input lacks rows, or a plane has another width.</exception>
    public void Apply(in ReadOnlyPlane input, in Plane output)
    {
        if (output.RowCount == 0) return;
        int top = Math.Max(0, output.FirstRow - Radius), bottom = Math.Min(height, output.FirstRow + output.RowCount + Radius);
        if (input.Width != width || output.Width != width || output.FirstRow < 0 || output.FirstRow + output.RowCount > height)
            throw new ArgumentException($"The planes are {input.Width} and {output.Width} wide; this blur is for {width}x{height}.", nameof(output));
        if (input.FirstRow > top || input.FirstRow + input.RowCount < bottom)
            throw new ArgumentException($"The input holds rows {input.FirstRow} to {input.FirstRow + input.RowCount - 1}; {top} to {bottom - 1} are needed.", nameof(input));
        if (Radius == 0)
        {
            for (int i = 0; i < output.RowCount; i++) input.Row(output.FirstRow + i).CopyTo(output.Row(output.FirstRow + i));
            return;
        }

        Reserve(output.RowCount);
        Down(input, output.FirstRow, output.RowCount);
        for (int i = 0; i < output.RowCount; i += GroupHeight) Across(output, i, Math.Min(GroupHeight, output.RowCount - i));
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        rows.Dispose();
        lines.Dispose();
    }

    private void Reserve(int rowCount)
    {
        int tallest = Math.Max((rowCount + (2 * Radius)) * StripWidth, (width + (2 * Radius)) * GroupHeight);
        first.Reserve(tallest);
        second.Reserve(tallest);
        rows.Reserve(((rowCount + 7) & -8) * width);
        lines.Reserve(2 * (Math.Max(rowCount, width) + (2 * Radius)));
    }

    /// <summary>Vertical passes, strip by strip, from the input into <see cref="rows"/>.</summary>
    private void Down(in ReadOnlyPlane input, int firstRow, int rowCount)
    {
        int reach = box.Reach;
        int reads = rowCount + (2 * Radius);
        short** from = (short**)lines.Pointer;
        short** to = from + reads;
        fixed (short* samples = input.Row(input.FirstRow))
        {
            for (int x = 0; x < width; x += StripWidth)
            {
                int columns = Math.Min(StripWidth, width - x);
                for (int i = 0; i < reads; i++)
                    from[i] = samples + ((nint)(Math.Clamp(firstRow - Radius + i, 0, height - 1) - input.FirstRow) * input.Stride) + x;
                Place(to, first.Pointer, StripWidth, reads - (2 * reach));
                BoxPass.Apply(from, to, reads - (2 * reach), columns, box);
                Place(from, second.Pointer, StripWidth, reads - (4 * reach));
                BoxPass.Apply(to, from, reads - (4 * reach), columns, box);
                Place(to, rows.Pointer + x, width, rowCount);
                BoxPass.Apply(from, to, rowCount, columns, box);
            }
        }
    }

    /// <summary>Horizontal passes on some rows, as columns of a transposed group with the edges continued.</summary>
    private void Across(in Plane output, int firstRow, int rowCount)
    {
        int reach = box.Reach;
        int lanes = (rowCount + 7) & -8;
        int reads = width + (2 * Radius);
        short* group = first.Pointer + (Radius * lanes);
        Transposition.Apply(rows.Pointer + ((nint)firstRow * width), width, group, lanes, width, lanes);
        for (int i = 1; i <= Radius; i++)
        {
            new ReadOnlySpan<short>(group, lanes).CopyTo(new Span<short>(group - (i * lanes), lanes));
            new ReadOnlySpan<short>(group + ((width - 1) * lanes), lanes).CopyTo(new Span<short>(group + ((width - 1 + i) * lanes), lanes));
        }

        short** from = (short**)lines.Pointer;
        short** to = from + reads;
        Place(from, first.Pointer, lanes, reads);
        Place(to, second.Pointer, lanes, reads - (2 * reach));
        BoxPass.Apply(from, to, reads - (2 * reach), lanes, box);
        BoxPass.Apply(to, from, reads - (4 * reach), lanes, box);
        BoxPass.Apply(from, to, width, lanes, box);
        fixed (short* samples = output.Row(output.FirstRow + firstRow))
            Transposition.Apply(second.Pointer, lanes, samples, output.Stride, rowCount, width);
    }

    private static void Place(short** lines, short* start, nint stride, int count)
    {
        for (int i = 0; i < count; i++) lines[i] = start + (i * stride);
    }
}
