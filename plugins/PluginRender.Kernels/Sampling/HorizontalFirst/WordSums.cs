namespace PluginRender.Kernels.Sampling;

/// <summary>A row of samples that <see cref="VerticalWordFilter"/> is still to make.</summary>
/// <param name="rows">Pairs of rows.</param>
/// <param name="taps">Pairs of 14-bit taps.</param>
/// <param name="pairCount">Pairs, 1 to <see cref="VerticalTaps.MostPairs"/>.</param>
/// <param name="scratch">Room for a row.</param>
/// <param name="count">Columns.</param>
internal readonly unsafe ref struct WordSums(short** rows, int* taps, int pairCount, short* scratch, int count)
{
    private readonly short* scratch = scratch;

    /// <summary>Pairs of rows.</summary>
    public short** Rows { get; } = rows;

    /// <summary>Pairs of 14-bit taps.</summary>
    public int* Taps { get; } = taps;

    /// <summary>Pairs of rows, and of taps.</summary>
    public int PairCount { get; } = pairCount;

    /// <summary>Columns.</summary>
    public int Count { get; } = count;

    /// <summary>The row, of which only the columns from <paramref name="first"/> on are made.</summary>
    public ReadOnlySpan<short> From(int first)
    {
        short** from = stackalloc short*[VerticalTaps.MostPairs];
        for (int pair = 0; pair < PairCount; pair++) from[pair] = Rows[pair] + (2 * first);
        VerticalWordFilter.Apply(from, Taps, PairCount, scratch + first, Count - first);
        return new ReadOnlySpan<short>(scratch, Count);
    }
}
