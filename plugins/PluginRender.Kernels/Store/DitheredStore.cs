using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Store;

/// <summary>
/// Samples to 8-bit codes by ordered dither: (v + d) >> 7, clamped to 0–255, with d in 0–127 from a fixed 16x16
/// matrix by column and row. A sample that is a whole code is stored as it is; over a tile the mean is kept.
/// </summary>
/// <remarks>
/// The pattern does not change from frame to frame, on purpose: it costs an encoder next to nothing. The matrix is
/// B. E. Bayer's ("An optimum method for two-level rendition of continuous-tone pictures", 1973) of order 16, halved.
/// </remarks>
public static class DitheredStore
{
    private const int Size = 16;
    private static readonly short[] Matrix = BayerMatrix();

    /// <summary>Stores one row of a plane.</summary>
    /// <param name="source">Samples.</param>
    /// <param name="destination">Codes; at least as long as <paramref name="source"/>.</param>
    /// <param name="row">The row's number in its plane, at least 0.</param>
    /// <exception cref="ArgumentException">The destination is shorter than the source.</exception>
    public static void StoreRow(ReadOnlySpan<short> source, Span<byte> destination, int row)
    {
        if (destination.Length < source.Length)
            throw new ArgumentException($"{source.Length} samples do not fit in {destination.Length} bytes.", nameof(destination));
        ref short pattern = ref Matrix[row % Size * Size];
        ref short from = ref MemoryMarshal.GetReference(source);
        ref byte to = ref MemoryMarshal.GetReference(destination);
        int x = 0;
        if (Avx512BW.IsSupported) x = Columns512(ref from, ref to, ref pattern, source.Length);
        else if (Avx2.IsSupported) x = Columns256(ref from, ref to, ref pattern, source.Length);
        else if (Sse2.IsSupported) x = Columns128(ref from, ref to, ref pattern, source.Length);
        if (x < source.Length) Scalar(source, destination, row, x);
    }

    /// <summary>The reference, from column <paramref name="first"/> on.</summary>
    internal static void Scalar(ReadOnlySpan<short> source, Span<byte> destination, int row, int first)
    {
        ReadOnlySpan<short> pattern = Matrix.AsSpan(row % Size * Size, Size);
        for (int x = first; x < source.Length; x++)
            destination[x] = (byte)Math.Clamp((source[x] + pattern[x % Size]) >> Samples.FractionBits, 0, 255);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Columns512(ref short from, ref byte to, ref short pattern, int count)
    {
        Vector256<short> half = Vector256.LoadUnsafe(ref pattern);
        Vector512<short> dither = Vector512.Create(half, half);
        Vector512<long> order = Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7);
        int x = 0;
        for (; x <= count - 64; x += 64)
        {
            Vector512<short> a = Avx512BW.AddSaturate(Vector512.LoadUnsafe(ref from, (nuint)x), dither) >> Samples.FractionBits;
            Vector512<short> b = Avx512BW.AddSaturate(Vector512.LoadUnsafe(ref from, (nuint)x + 32), dither) >> Samples.FractionBits;
            Vector512<long> packed = Avx512BW.PackUnsignedSaturate(a, b).AsInt64();
            Avx512F.PermuteVar8x64(packed, order).AsByte().StoreUnsafe(ref to, (nuint)x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Columns256(ref short from, ref byte to, ref short pattern, int count)
    {
        Vector256<short> dither = Vector256.LoadUnsafe(ref pattern);
        int x = 0;
        for (; x <= count - 32; x += 32)
        {
            Vector256<short> a = Avx2.AddSaturate(Vector256.LoadUnsafe(ref from, (nuint)x), dither) >> Samples.FractionBits;
            Vector256<short> b = Avx2.AddSaturate(Vector256.LoadUnsafe(ref from, (nuint)x + 16), dither) >> Samples.FractionBits;
            Avx2.Permute4x64(Avx2.PackUnsignedSaturate(a, b).AsInt64(), 0b11_01_10_00).AsByte().StoreUnsafe(ref to, (nuint)x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Columns128(ref short from, ref byte to, ref short pattern, int count)
    {
        Vector128<short> left = Vector128.LoadUnsafe(ref pattern);
        Vector128<short> right = Vector128.LoadUnsafe(ref pattern, 8);
        int x = 0;
        for (; x <= count - 16; x += 16)
        {
            Vector128<short> a = Sse2.AddSaturate(Vector128.LoadUnsafe(ref from, (nuint)x), left) >> Samples.FractionBits;
            Vector128<short> b = Sse2.AddSaturate(Vector128.LoadUnsafe(ref from, (nuint)x + 8), right) >> Samples.FractionBits;
            Sse2.PackUnsignedSaturate(a, b).StoreUnsafe(ref to, (nuint)x);
        }

        return x;
    }

    /// <summary>Interleaves the bits of x xor y and y, most significant first: 0–255 each once, then halved.</summary>
    private static short[] BayerMatrix()
    {
        short[] matrix = new short[Size * Size];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                int value = 0;
                for (int bit = 0; bit < 4; bit++)
                    value = (value << 2) | ((((x ^ y) >> bit) & 1) << 1) | ((y >> bit) & 1);
                matrix[(y * Size) + x] = (short)(value >> 1);
            }
        }

        return matrix;
    }
}
