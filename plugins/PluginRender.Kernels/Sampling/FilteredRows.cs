namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Rows of one plane that <see cref="ColumnsFirstSampler"/> has filtered along, kept from band to band: the first rows of a
/// band need most of what the last rows of the band above needed. Of the source rows only the latest few are there.
/// </summary>
internal sealed unsafe class FilteredRows : IDisposable
{
    // Those of the taps, and as many as may be made ahead; a power of two.
    private const int Count = 16;

    private readonly NativeBuffer<short> samples = new();
    private (nint Source, int Version, int NextRow) key = (0, 0, -1);
    private int stride;
    private int ready;

    /// <summary>Where the filtered form of a source row is, or goes.</summary>
    public short* this[int sourceRow] => samples.Pointer + (sourceRow % Count * stride);

    /// <summary>Prepares for a band.</summary>
    /// <param name="rowLength">Samples in a row.</param>
    /// <param name="source">Where the source plane begins.</param>
    /// <param name="version">Changes with the taps.</param>
    /// <param name="row">The band's first row.</param>
    /// <param name="start">The first source row it reads.</param>
    /// <returns>The first source row that is still to be made.</returns>
    public int Resume(int rowLength, nint source, int version, int row, int start)
    {
        if (key == (source, version, row)) return Math.Max(ready, start);
        samples.Reserve(Count * rowLength);
        stride = rowLength;
        return start;
    }

    /// <summary>Notes what the band below may go on from: all source rows before <paramref name="readyRows"/> were made.</summary>
    public void Leave(nint source, int version, int nextRow, int readyRows) => (key, ready) = ((source, version, nextRow), readyRows);

    public void Dispose() => samples.Dispose();
}
