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
        if (Avx512BW.IsSupported && count >= Vector512<short>.Count) Vectors<Lanes512, Vector512<int>>(rows, taps, pairCount, destination, count);
        else if (Avx2.IsSupported && count >= Vector256<short>.Count) Vectors<Lanes256, Vector256<int>>(rows, taps, pairCount, destination, count);
        else if (Sse2.IsSupported && count >= Vector128<short>.Count) Vectors<Lanes128, Vector128<int>>(rows, taps, pairCount, destination, count);
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

    // What is the same for the whole row stays in registers. The processor foresees the branches: the number of pairs is one for
    // the row. Rows and taps beyond it repeat the last, unused.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors<TLanes, TVector>(short** rows, int* taps, int pairCount, short* destination, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        // Samples of a vector: as many as a vector of results has, in two rows' half as many columns.
        int one = sizeof(TVector) / sizeof(short), last = count - one;
        TVector bias = TLanes.All(Bias);
        short* row0 = rows[0], row1 = Row(1), row2 = Row(2), row3 = Row(3);
        TVector tap0 = Tap(0), tap1 = Tap(1), tap2 = Tap(2), tap3 = Tap(3);
        for (int x = 0; ;)
        {
            nint at = 2 * x, behind = at + one;
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

            TLanes.Store(a, b, destination + x);
            if (x == last) return;
            // The last vector may overlap the one before.
            x = Math.Min(x + one, last);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        short* Row(int pair) => rows[Math.Min(pair, pairCount - 1)];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TVector Tap(int pair) => TLanes.All(taps[Math.Min(pair, pairCount - 1)]);
    }

    /// <summary>Vectors of one width.</summary>
    private interface ILanes<TVector>
    {
        static abstract TVector All(int value);

        static abstract TVector AddProducts(TVector sum, TVector factor, short* row);

        /// <summary>Rounds two sums and stores them one behind the other.</summary>
        static abstract void Store(TVector first, TVector second, short* destination);
    }

    private readonly struct Lanes512 : ILanes<Vector512<int>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<int> All(int value) => Vector512.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<int> AddProducts(Vector512<int> sum, Vector512<int> factor, short* row)
            => sum + Avx512BW.MultiplyAddAdjacent(factor.AsInt16(), Vector512.Load(row));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector512<int> first, Vector512<int> second, short* destination)
        {
            Vector512<long> packed = Avx512BW.PackSignedSaturate(first >> Shift, second >> Shift).AsInt64();
            Avx512F.PermuteVar8x64(packed, Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsInt16().Store(destination);
        }
    }

    private readonly struct Lanes256 : ILanes<Vector256<int>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> All(int value) => Vector256.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<int> AddProducts(Vector256<int> sum, Vector256<int> factor, short* row)
            => sum + Avx2.MultiplyAddAdjacent(factor.AsInt16(), Vector256.Load(row));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector256<int> first, Vector256<int> second, short* destination)
            => Avx2.Permute4x64(Avx2.PackSignedSaturate(first >> Shift, second >> Shift).AsInt64(), 0b11_01_10_00).AsInt16().Store(destination);
    }

    private readonly struct Lanes128 : ILanes<Vector128<int>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> All(int value) => Vector128.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<int> AddProducts(Vector128<int> sum, Vector128<int> factor, short* row)
            => sum + Sse2.MultiplyAddAdjacent(factor.AsInt16(), Vector128.Load(row));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector128<int> first, Vector128<int> second, short* destination)
            => Sse2.PackSignedSaturate(first >> Shift, second >> Shift).Store(destination);
    }
}
