using System.Runtime.CompilerServices;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// The loop body of the vertical pass: a vector of samples, each the weighted sum of its column. What is the same for the whole
/// row stays in registers. The processor foresees the branches: the number of pairs is one for the row. Rows and taps beyond it
/// repeat the last, unused.
/// </summary>
internal readonly unsafe struct VectorSums<TLanes, TVector>
    where TLanes : struct, IWordLanes<TVector>
    where TVector : unmanaged
{
    private readonly int pairCount;
    private readonly short* row0;
    private readonly short* row1;
    private readonly short* row2;
    private readonly short* row3;
    private readonly TVector tap0;
    private readonly TVector tap1;
    private readonly TVector tap2;
    private readonly TVector tap3;
    private readonly TVector bias;

    /// <param name="rows">Pairs of rows.</param>
    /// <param name="taps">Pairs of 14-bit taps.</param>
    /// <param name="pairCount">Pairs, 1 to <see cref="VerticalTaps.MostPairs"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VectorSums(short** rows, int* taps, int pairCount)
    {
        int second = Math.Min(1, pairCount - 1), third = Math.Min(2, pairCount - 1), fourth = pairCount - 1;
        this.pairCount = pairCount;
        row0 = rows[0];
        row1 = rows[second];
        row2 = rows[third];
        row3 = rows[fourth];
        (tap0, tap1, tap2, tap3) = (TLanes.All(taps[0]), TLanes.All(taps[second]), TLanes.All(taps[third]), TLanes.All(taps[fourth]));
        bias = TLanes.All(VerticalWordFilter.Bias);
    }

    /// <summary>The samples from column <paramref name="x"/> on, as many as a vector has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector At(int x)
    {
        // Of as many pairs of words, twice as many vectors.
        nint at = 2 * x, behind = at + (sizeof(TVector) / sizeof(short));
        TVector a = TLanes.AddProducts(bias, tap0, row0 + at), b = TLanes.AddProducts(bias, tap0, row0 + behind);
        if (pairCount > 1)
        {
            a = TLanes.AddProducts(a, tap1, row1 + at);
            b = TLanes.AddProducts(b, tap1, row1 + behind);
        }

        if (pairCount > 2)
        {
            a = TLanes.AddProducts(a, tap2, row2 + at);
            b = TLanes.AddProducts(b, tap2, row2 + behind);
        }

        if (pairCount > 3)
        {
            a = TLanes.AddProducts(a, tap3, row3 + at);
            b = TLanes.AddProducts(b, tap3, row3 + behind);
        }

        return TLanes.Pack(a, b);
    }
}
