using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Weighted sum of rows that <see cref="HorizontalByteFilter"/> made: (code − 128) · 64 in, two rows sample by sample, and
/// samples out. Sums are exact in 32 bits, rounded once and saturated to 16 bits.
/// </summary>
internal static unsafe class VerticalWordFilter
{
    /// <summary>Bits of a sum behind a sample's.</summary>
    public const int Shift = FixedPointTaps.Bits + HorizontalByteFilter.FractionBits - Samples.FractionBits;

    /// <summary>What sums begin with: the code that was taken off, and what makes them round.</summary>
    public const int Bias = (Samples.Neutral << Shift) + (1 << (Shift - 1));

    /// <param name="rows">Pairs of rows.</param>
    /// <param name="taps">Pairs of 14-bit taps.</param>
    /// <param name="pairCount">Pairs, 1 to <see cref="VerticalTaps.MostPairs"/>.</param>
    /// <param name="destination">Where the sums go.</param>
    /// <param name="count">Columns.</param>
    public static void Apply(short** rows, int* taps, int pairCount, short* destination, int count)
    {
        if (Avx512BW.IsSupported && count >= Vector512<short>.Count) Vectors<WordLanes512, Vector512<short>>(rows, taps, pairCount, destination, count);
        else if (Avx2.IsSupported && count >= Vector256<short>.Count) Vectors<WordLanes256, Vector256<short>>(rows, taps, pairCount, destination, count);
        else if (Sse2.IsSupported && count >= Vector128<short>.Count) Vectors<WordLanes128, Vector128<short>>(rows, taps, pairCount, destination, count);
        else Scalar(rows, taps, pairCount, destination, count);
    }

    /// <summary>The reference.</summary>
    public static void Scalar(short** rows, int* taps, int pairCount, short* destination, int count)
    {
        for (int x = 0; x < count; x++)
        {
            int sum = Bias;
            for (int pair = 0; pair < pairCount; pair++) sum += (rows[pair][2 * x] * (short)taps[pair]) + (rows[pair][(2 * x) + 1] * (taps[pair] >> 16));
            destination[x] = (short)Math.Clamp(sum >> Shift, short.MinValue, short.MaxValue);
        }
    }

    // The last vector may overlap the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors<TLanes, TVector>(short** rows, int* taps, int pairCount, short* destination, int count)
        where TLanes : struct, IWordLanes<TVector>
        where TVector : unmanaged
    {
        int one = sizeof(TVector) / sizeof(short), last = count - one;
        var sums = new VectorSums<TLanes, TVector>(rows, taps, pairCount);
        for (int x = 0; ;)
        {
            TLanes.Store(sums.At(x), destination + x);
            if (x == last) return;
            x = Math.Min(x + one, last);
        }
    }
}
