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
    /// <param name="tapCount">Taps, at most <see cref="AxisTaps.Most"/>.</param>
    /// <param name="destination">Where the sums go.</param>
    /// <param name="count">Columns.</param>
    public static void Apply(short** rows, short* taps, int tapCount, short* destination, int count)
    {
        if (Avx512BW.IsSupported && count >= Vector512<short>.Count) Row512(rows, taps, tapCount, destination, count);
        else if (Avx2.IsSupported && count >= Vector256<short>.Count) Row256(rows, taps, tapCount, destination, count);
        else if (Ssse3.IsSupported && count >= Vector128<short>.Count) Row128(rows, taps, tapCount, destination, count);
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
    private static void Row512(short** rows, short* taps, int tapCount, short* destination, int count)
    {
        const int One = 32;
        Vector512<short>* factors = stackalloc Vector512<short>[AxisTaps.Most];
        for (int tap = 0; tap < tapCount; tap++) factors[tap] = Vector512.Create(taps[tap]);
        int x = 0;
        for (; x <= count - (4 * One); x += 4 * One)
        {
            short* row = rows[0] + x;
            Vector512<short> factor = factors[0];
            Vector512<short> a = Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row));
            Vector512<short> b = Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row + One));
            Vector512<short> c = Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row + (2 * One)));
            Vector512<short> d = Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row + (3 * One)));
            for (int tap = 1; tap < tapCount; tap++)
            {
                row = rows[tap] + x;
                factor = factors[tap];
                a += Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row));
                b += Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row + One));
                c += Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row + (2 * One)));
                d += Avx512BW.MultiplyHighRoundScale(factor, Vector512.Load(row + (3 * One)));
            }

            Finish(a).Store(destination + x);
            Finish(b).Store(destination + x + One);
            Finish(c).Store(destination + x + (2 * One));
            Finish(d).Store(destination + x + (3 * One));
        }

        for (; x < count; x += One)
        {
            // The last vector may overlap the one before.
            x = Math.Min(x, count - One);
            Vector512<short> sum = Vector512<short>.Zero;
            for (int tap = 0; tap < tapCount; tap++) sum += Avx512BW.MultiplyHighRoundScale(factors[tap], Vector512.Load(rows[tap] + x));
            Finish(sum).Store(destination + x);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row256(short** rows, short* taps, int tapCount, short* destination, int count)
    {
        const int One = 16;
        Vector256<short>* factors = stackalloc Vector256<short>[AxisTaps.Most];
        for (int tap = 0; tap < tapCount; tap++) factors[tap] = Vector256.Create(taps[tap]);
        int x = 0;
        for (; x <= count - (4 * One); x += 4 * One)
        {
            short* row = rows[0] + x;
            Vector256<short> factor = factors[0];
            Vector256<short> a = Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row));
            Vector256<short> b = Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row + One));
            Vector256<short> c = Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row + (2 * One)));
            Vector256<short> d = Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row + (3 * One)));
            for (int tap = 1; tap < tapCount; tap++)
            {
                row = rows[tap] + x;
                factor = factors[tap];
                a += Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row));
                b += Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row + One));
                c += Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row + (2 * One)));
                d += Avx2.MultiplyHighRoundScale(factor, Vector256.Load(row + (3 * One)));
            }

            Finish(a).Store(destination + x);
            Finish(b).Store(destination + x + One);
            Finish(c).Store(destination + x + (2 * One));
            Finish(d).Store(destination + x + (3 * One));
        }

        for (; x < count; x += One)
        {
            x = Math.Min(x, count - One);
            Vector256<short> sum = Vector256<short>.Zero;
            for (int tap = 0; tap < tapCount; tap++) sum += Avx2.MultiplyHighRoundScale(factors[tap], Vector256.Load(rows[tap] + x));
            Finish(sum).Store(destination + x);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row128(short** rows, short* taps, int tapCount, short* destination, int count)
    {
        const int One = 8;
        Vector128<short>* factors = stackalloc Vector128<short>[AxisTaps.Most];
        for (int tap = 0; tap < tapCount; tap++) factors[tap] = Vector128.Create(taps[tap]);
        int x = 0;
        for (; x <= count - (4 * One); x += 4 * One)
        {
            short* row = rows[0] + x;
            Vector128<short> factor = factors[0];
            Vector128<short> a = Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row));
            Vector128<short> b = Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row + One));
            Vector128<short> c = Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row + (2 * One)));
            Vector128<short> d = Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row + (3 * One)));
            for (int tap = 1; tap < tapCount; tap++)
            {
                row = rows[tap] + x;
                factor = factors[tap];
                a += Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row));
                b += Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row + One));
                c += Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row + (2 * One)));
                d += Ssse3.MultiplyHighRoundScale(factor, Vector128.Load(row + (3 * One)));
            }

            Finish(a).Store(destination + x);
            Finish(b).Store(destination + x + One);
            Finish(c).Store(destination + x + (2 * One));
            Finish(d).Store(destination + x + (3 * One));
        }

        for (; x < count; x += One)
        {
            x = Math.Min(x, count - One);
            Vector128<short> sum = Vector128<short>.Zero;
            for (int tap = 0; tap < tapCount; tap++) sum += Ssse3.MultiplyHighRoundScale(factors[tap], Vector128.Load(rows[tap] + x));
            Finish(sum).Store(destination + x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Finish(Vector512<short> sum)
        => Avx512BW.AddSaturate(Avx512BW.AddSaturate(sum, sum), Vector512.Create((short)Samples.Neutral));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Finish(Vector256<short> sum)
        => Avx2.AddSaturate(Avx2.AddSaturate(sum, sum), Vector256.Create((short)Samples.Neutral));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Finish(Vector128<short> sum)
        => Sse2.AddSaturate(Sse2.AddSaturate(sum, sum), Vector128.Create((short)Samples.Neutral));
}
