namespace PluginRender.Sdk;

/// <summary>
/// Some rows of one plane of a frame, writable. Rows are addressed by their number in the frame's plane, so
/// that code does not change when it is given another band.
/// </summary>
public readonly ref struct Plane
{
    private readonly Span<short> samples;

    /// <param name="samples">Row <paramref name="firstRow"/> begins at its start.</param>
    /// <param name="stride">Samples from one row to the next, at least <paramref name="width"/>.</param>
    /// <param name="width">Samples in a row.</param>
    /// <param name="firstRow">The first row's number in the whole plane.</param>
    /// <param name="rowCount">Rows held.</param>
    /// <exception cref="ArgumentException">The span is too short for the rows.</exception>
    public Plane(Span<short> samples, int stride, int width, int firstRow, int rowCount)
    {
        PlaneShape.Check(samples.Length, stride, width, rowCount);
        this.samples = samples;
        Stride = stride;
        Width = width;
        FirstRow = firstRow;
        RowCount = rowCount;
    }

    /// <summary>Samples from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Samples in a row.</summary>
    public int Width { get; }

    /// <summary>Number of the first row held.</summary>
    public int FirstRow { get; }

    /// <summary>Rows held.</summary>
    public int RowCount { get; }

    /// <summary>The samples of row <paramref name="row"/> of the whole plane.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row is not in this band.</exception>
    public Span<short> Row(int row)
    {
        int local = row - FirstRow;
        if ((uint)local >= (uint)RowCount) PlaneShape.ThrowRow(row, FirstRow, RowCount);
        return samples.Slice(local * Stride, Width);
    }

    /// <summary>The same rows for reading.</summary>
    public static implicit operator ReadOnlyPlane(Plane plane)
        => new(plane.samples, plane.Stride, plane.Width, plane.FirstRow, plane.RowCount);
}

/// <summary>Some rows of one plane of a frame, for reading.</summary>
public readonly ref struct ReadOnlyPlane
{
    private readonly ReadOnlySpan<short> samples;

    /// <inheritdoc cref="Plane(Span{short}, int, int, int, int)"/>
    public ReadOnlyPlane(ReadOnlySpan<short> samples, int stride, int width, int firstRow, int rowCount)
    {
        PlaneShape.Check(samples.Length, stride, width, rowCount);
        this.samples = samples;
        Stride = stride;
        Width = width;
        FirstRow = firstRow;
        RowCount = rowCount;
    }

    /// <inheritdoc cref="Plane.Stride"/>
    public int Stride { get; }

    /// <inheritdoc cref="Plane.Width"/>
    public int Width { get; }

    /// <inheritdoc cref="Plane.FirstRow"/>
    public int FirstRow { get; }

    /// <inheritdoc cref="Plane.RowCount"/>
    public int RowCount { get; }

    /// <inheritdoc cref="Plane.Row"/>
    public ReadOnlySpan<short> Row(int row)
    {
        int local = row - FirstRow;
        if ((uint)local >= (uint)RowCount) PlaneShape.ThrowRow(row, FirstRow, RowCount);
        return samples.Slice(local * Stride, Width);
    }
}

internal static class PlaneShape
{
    public static void Check(int length, int stride, int width, int rowCount)
    {
        if (width < 0 || rowCount < 0 || stride < width)
            throw new ArgumentException($"A plane of {rowCount} rows of {width} samples cannot have stride {stride}.");
        if (rowCount > 0 && ((long)(rowCount - 1) * stride) + width > length)
            throw new ArgumentException($"A plane of {rowCount} rows of {width} samples, stride {stride}, does not fit in {length} samples.");
    }

    public static void ThrowRow(int row, int firstRow, int rowCount)
        => throw new ArgumentOutOfRangeException(nameof(row), row, $"This band holds rows {firstRow} to {firstRow + rowCount - 1}.");
}
