using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Weighted sum of source rows: 8-bit codes in, 16-bit (code − 128) · 128 out, rounded to nearest. The bias leaves
/// the overshoot of a cubic, up to half the range on either side, within 16 bits.
/// </summary>
internal static unsafe class VerticalByteFilter
{
    private const int Shift = FixedPointTaps.Bits - Samples.FractionBits;
    private const int Bias = (-128 << FixedPointTaps.Bits) + (1 << (Shift - 1));

    /// <param name="rows">Two rows per pair of taps.</param>
    /// <param name="pairs">Pairs of 14-bit taps.</param>
    /// <param name="pairCount">Pairs.</param>
    /// <param name="destination">Where the sums go.</param>
    /// <param name="count">Columns.</param>
    /// <param name="next">
    /// Where the rows begin that the next outputs will read, two of them; they are brought into the cache meanwhile.
    /// </param>
    // Here and in the other kernels: loops over 512-bit vectors are not precompiled, and would run unoptimized at first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(byte** rows, int* pairs, int pairCount, short* destination, int count, (nint First, nint Second) next)
    {
        int x = 0;
        if (Avx512BW.IsSupported && count >= Vector512<byte>.Count)
        {
            for (; x <= count - Vector512<byte>.Count; x += Vector512<byte>.Count)
            {
                Sse.Prefetch0((byte*)next.First + x);
                Sse.Prefetch0((byte*)next.Second + x);
                Columns512(rows, pairs, pairCount, destination, x);
            }

            if (x < count) Columns512(rows, pairs, pairCount, destination, count - Vector512<byte>.Count);
            return;
        }

        if (Avx2.IsSupported && count >= Vector256<byte>.Count)
        {
            for (; x <= count - Vector256<byte>.Count; x += Vector256<byte>.Count)
            {
                Sse.Prefetch0((byte*)next.First + x);
                Sse.Prefetch0((byte*)next.Second + x);
                Columns256(rows, pairs, pairCount, destination, x);
            }

            if (x < count) Columns256(rows, pairs, pairCount, destination, count - Vector256<byte>.Count);
            return;
        }

        if (Sse2.IsSupported && count >= Vector128<byte>.Count)
        {
            for (; x <= count - Vector128<byte>.Count; x += Vector128<byte>.Count)
            {
                Sse.Prefetch0((byte*)next.First + x);
                Sse.Prefetch0((byte*)next.Second + x);
                Columns128(rows, pairs, pairCount, destination, x);
            }

            if (x < count) Columns128(rows, pairs, pairCount, destination, count - Vector128<byte>.Count);
            return;
        }

        Scalar(rows, pairs, pairCount, destination, count);
    }

    /// <summary>The reference.</summary>
    public static void Scalar(byte** rows, int* pairs, int pairCount, short* destination, int count)
    {
        for (int x = 0; x < count; x++)
        {
            int sum = Bias;
            for (int pair = 0; pair < pairCount; pair++)
                sum += (rows[2 * pair][x] * (short)pairs[pair]) + (rows[(2 * pair) + 1][x] * (pairs[pair] >> 16));
            destination[x] = (short)Math.Clamp(sum >> Shift, short.MinValue, short.MaxValue);
        }
    }

    // Per 128-bit lane: bytes a0 b0 a1 b1 … are widened to words in four quarters, each multiplied and added in
    // pairs. Packing in the same order puts columns 0–7 of every lane in one vector and 8–15 in the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns128(byte** rows, int* pairs, int pairCount, short* destination, int x)
    {
        Vector128<int> s0 = Vector128.Create(Bias), s1 = s0, s2 = s0, s3 = s0;
        for (int pair = 0; pair < pairCount; pair++)
        {
            Vector128<byte> a = Vector128.Load(rows[2 * pair] + x);
            Vector128<byte> b = Vector128.Load(rows[(2 * pair) + 1] + x);
            Vector128<short> taps = Vector128.Create(pairs[pair]).AsInt16();
            Vector128<byte> low = Sse2.UnpackLow(a, b), high = Sse2.UnpackHigh(a, b);
            s0 += Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(low, Vector128<byte>.Zero).AsInt16(), taps);
            s1 += Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(low, Vector128<byte>.Zero).AsInt16(), taps);
            s2 += Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(high, Vector128<byte>.Zero).AsInt16(), taps);
            s3 += Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(high, Vector128<byte>.Zero).AsInt16(), taps);
        }

        Sse2.PackSignedSaturate(s0 >> Shift, s1 >> Shift).Store(destination + x);
        Sse2.PackSignedSaturate(s2 >> Shift, s3 >> Shift).Store(destination + x + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns256(byte** rows, int* pairs, int pairCount, short* destination, int x)
    {
        Vector256<int> s0 = Vector256.Create(Bias), s1 = s0, s2 = s0, s3 = s0;
        for (int pair = 0; pair < pairCount; pair++)
        {
            Vector256<byte> a = Vector256.Load(rows[2 * pair] + x);
            Vector256<byte> b = Vector256.Load(rows[(2 * pair) + 1] + x);
            Vector256<short> taps = Vector256.Create(pairs[pair]).AsInt16();
            Vector256<byte> low = Avx2.UnpackLow(a, b), high = Avx2.UnpackHigh(a, b);
            s0 += Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(low, Vector256<byte>.Zero).AsInt16(), taps);
            s1 += Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(low, Vector256<byte>.Zero).AsInt16(), taps);
            s2 += Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(high, Vector256<byte>.Zero).AsInt16(), taps);
            s3 += Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(high, Vector256<byte>.Zero).AsInt16(), taps);
        }

        Vector256<short> left = Avx2.PackSignedSaturate(s0 >> Shift, s1 >> Shift);
        Vector256<short> right = Avx2.PackSignedSaturate(s2 >> Shift, s3 >> Shift);
        Avx2.Permute2x128(left, right, 0x20).Store(destination + x);
        Avx2.Permute2x128(left, right, 0x31).Store(destination + x + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns512(byte** rows, int* pairs, int pairCount, short* destination, int x)
    {
        Vector512<int> s0 = Vector512.Create(Bias), s1 = s0, s2 = s0, s3 = s0;
        for (int pair = 0; pair < pairCount; pair++)
        {
            Vector512<byte> a = Vector512.Load(rows[2 * pair] + x);
            Vector512<byte> b = Vector512.Load(rows[(2 * pair) + 1] + x);
            Vector512<short> taps = Vector512.Create(pairs[pair]).AsInt16();
            Vector512<byte> low = Avx512BW.UnpackLow(a, b), high = Avx512BW.UnpackHigh(a, b);
            s0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackLow(low, Vector512<byte>.Zero).AsInt16(), taps);
            s1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackHigh(low, Vector512<byte>.Zero).AsInt16(), taps);
            s2 += Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackLow(high, Vector512<byte>.Zero).AsInt16(), taps);
            s3 += Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackHigh(high, Vector512<byte>.Zero).AsInt16(), taps);
        }

        Vector512<long> left = Avx512BW.PackSignedSaturate(s0 >> Shift, s1 >> Shift).AsInt64();
        Vector512<long> right = Avx512BW.PackSignedSaturate(s2 >> Shift, s3 >> Shift).AsInt64();
        Avx512F.PermuteVar8x64x2(left, Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11), right).AsInt16().Store(destination + x);
        Avx512F.PermuteVar8x64x2(left, Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15), right).AsInt16().Store(destination + x + 32);
    }
}
