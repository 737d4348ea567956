using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Weighted sum of rows that <see cref="ColumnFilter"/> made: (code − 128) · 128 in, samples out. Every product is
/// rounded to 1/64 code, which takes one instruction where an exact sum takes three; for eight taps the error is 1/80
/// code (RMS) at most. The sum is saturated to 16 bits.
/// </summary>
internal static unsafe class RowFilter
{
    /// <param name="rows">A row for each tap.</param>
    /// <param name="taps">14-bit taps.</param>
    /// <param name="tapCount">Taps, 1 to <see cref="AxisTaps.Most"/>.</param>
    /// <param name="destination">Where the sums go.</param>
    /// <param name="count">Columns.</param>
    public static void Apply(short** rows, short* taps, int tapCount, short* destination, int count)
    {
        if (Avx512BW.IsSupported && count >= Vector512<short>.Count) Vectors<Lanes512, Vector512<short>>(rows, taps, tapCount, destination, count);
        else if (Avx2.IsSupported && count >= Vector256<short>.Count) Vectors<Lanes256, Vector256<short>>(rows, taps, tapCount, destination, count);
        else if (Ssse3.IsSupported && count >= Vector128<short>.Count) Vectors<Lanes128, Vector128<short>>(rows, taps, tapCount, destination, count);
        else Scalar(rows, taps, tapCount, destination, count);
    }

    /// <summary>The reference.</summary>
    public static void Scalar(short** rows, short* taps, int tapCount, short* destination, int count)
    {
        for (int x = 0; x < count; x++)
        {
            int sum = 0;
            for (int tap = 0; tap < tapCount; tap++) sum += ((rows[tap][x] * taps[tap]) + (1 << 14)) >> 15;
            sum = Math.Clamp(2 * sum, short.MinValue, short.MaxValue);
            destination[x] = (short)Math.Min(sum + Samples.Neutral, short.MaxValue);
        }
    }

    // Four vectors at a time, so that a tap and its row's address are fetched once for all of them.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors<TLanes, TVector>(short** rows, short* taps, int tapCount, short* destination, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int one = sizeof(TVector) / sizeof(short);
        TVector* factors = stackalloc TVector[AxisTaps.Most];
        for (int tap = 0; tap < tapCount; tap++) factors[tap] = TLanes.All(taps[tap]);
        int x = 0;
        for (; x <= count - (4 * one); x += 4 * one)
        {
            short* row = rows[0] + x;
            TVector factor = factors[0];
            TVector a = TLanes.Products(factor, row), b = TLanes.Products(factor, row + one);
            TVector c = TLanes.Products(factor, row + (2 * one)), d = TLanes.Products(factor, row + (3 * one));
            for (int tap = 1; tap < tapCount; tap++)
            {
                row = rows[tap] + x;
                factor = factors[tap];
                a = TLanes.Add(a, TLanes.Products(factor, row));
                b = TLanes.Add(b, TLanes.Products(factor, row + one));
                c = TLanes.Add(c, TLanes.Products(factor, row + (2 * one)));
                d = TLanes.Add(d, TLanes.Products(factor, row + (3 * one)));
            }

            TLanes.Store(a, destination + x);
            TLanes.Store(b, destination + x + one);
            TLanes.Store(c, destination + x + (2 * one));
            TLanes.Store(d, destination + x + (3 * one));
        }

        for (; x < count; x += one)
        {
            // The last vector may overlap the one before.
            x = Math.Min(x, count - one);
            TVector sum = TLanes.Products(factors[0], rows[0] + x);
            for (int tap = 1; tap < tapCount; tap++) sum = TLanes.Add(sum, TLanes.Products(factors[tap], rows[tap] + x));
            TLanes.Store(sum, destination + x);
        }
    }

    /// <summary>Vectors of one width.</summary>
    private interface ILanes<TVector>
    {
        static abstract TVector All(short value);

        static abstract TVector Products(TVector factor, short* row);

        static abstract TVector Add(TVector a, TVector b);

        /// <summary>Stores twice the sum, from the middle of the range on.</summary>
        static abstract void Store(TVector sum, short* destination);
    }

    private readonly struct Lanes512 : ILanes<Vector512<short>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> All(short value) => Vector512.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> Products(Vector512<short> factor, short* row) => Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> Add(Vector512<short> a, Vector512<short> b) => a + b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector512<short> sum, short* destination)
            => Avx512BW.AddSaturate(Avx512BW.AddSaturate(sum, sum), All(Samples.Neutral)).Store(destination);
    }

    private readonly struct Lanes256 : ILanes<Vector256<short>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> All(short value) => Vector256.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> Products(Vector256<short> factor, short* row) => Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> Add(Vector256<short> a, Vector256<short> b) => a + b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector256<short> sum, short* destination)
            => Avx2.AddSaturate(Avx2.AddSaturate(sum, sum), All(Samples.Neutral)).Store(destination);
    }

    private readonly struct Lanes128 : ILanes<Vector128<short>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> All(short value) => Vector128.Create(value);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Products(Vector128<short> factor, short* row) => Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Add(Vector128<short> a, Vector128<short> b) => a + b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector128<short> sum, short* destination)
            => Sse2.AddSaturate(Sse2.AddSaturate(sum, sum), All(Samples.Neutral)).Store(destination);
    }
}
