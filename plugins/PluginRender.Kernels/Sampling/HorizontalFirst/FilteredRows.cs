namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Rows of one plane that <see cref="HorizontalFirstSampler"/> has filtered horizontally, kept from band to band: the first
/// rows of a band need most of what the last rows of the band above needed. Two rows lie together, sample by sample. Of the
/// source rows only the latest few are there.
/// </summary>
internal sealed unsafe class FilteredRows : IDisposable
{
    // Those of the taps, and as many as may be made ahead; a power of two.
    private const int Pairs = 8;

    private readonly NativeBuffer<short> samples = new();
    private (nint Source, int Version, int NextRow) key = (0, 0, -1);
    private int stride;
    private int ready;

    /// <summary>Where the filtered form of source rows 2 · pair and 2 · pair + 1 is, or goes.</summary>
    public short* this[int pair] => samples.Pointer + (pair % Pairs * stride);

    /// <summary>Prepares for a band.</summary>
    /// <param name="rowLength">Samples in a row.</param>
    /// <param name="source">Where the source plane begins.</param>
    /// <param name="version">Changes with the taps.</param>
    /// <param name="row">The band's first row.</param>
    /// <param name="start">The first pair of source rows it reads.</param>
    /// <returns>The first pair of source rows that is still to be made.</returns>
    public int Resume(int rowLength, nint source, int version, int row, int start)
    {
        if (key == (source, version, row)) return Math.Max(ready, start);
        stride = 2 * rowLength;
        samples.Reserve(Pairs * stride);
        return start;
    }

    /// <summary>Notes what the band below may go on from: all pairs of source rows before <paramref name="readyPairs"/> were made.</summary>
    public void Leave(nint source, int version, int nextRow, int readyPairs) => (key, ready) = ((source, version, nextRow), readyPairs);

    public void Dispose() => samples.Dispose();
}
