namespace PluginRender.Kernels.Store;

/// <summary>Some rows of one plane of a frame as 8-bit codes, to be stored.</summary>
/// <param name="codes">Row 0 of the whole plane begins at its start.</param>
/// <param name="stride">Bytes from one row to the next, at least <paramref name="width"/>.</param>
/// <param name="width">Codes in a row.</param>
/// <param name="firstRow">Number of the first row to store.</param>
/// <param name="rowCount">Rows to store.</param>
public readonly ref struct CodePlane(Span<byte> codes, int stride, int width, int firstRow, int rowCount)
{
    private readonly Span<byte> codes = codes;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>Codes in a row.</summary>
    public int Width { get; } = width;

    /// <summary>Number of the first row to store.</summary>
    public int FirstRow { get; } = firstRow;

    /// <summary>Rows to store.</summary>
    public int RowCount { get; } = rowCount;

    /// <summary>The number of the first row that is not to be stored.</summary>
    public int EndRow => FirstRow + RowCount;

    /// <summary>The codes of row <paramref name="row"/> of the whole plane.</summary>
    public Span<byte> Row(int row) => codes.Slice(row * Stride, Width);
}
