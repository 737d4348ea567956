using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PluginRender.Kernels.Pointwise;

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
    /// <param name="operation">What is done to the samples first; null for nothing.</param>
    /// <exception cref="ArgumentException">
    /// The destination is shorter than the source, or the operation is for planes of another size.
    /// </exception>
    public static void StoreRow(ReadOnlySpan<short> source, Span<byte> destination, int row, PointOperation? operation = null)
    {
        if (destination.Length < source.Length)
            throw new ArgumentException($"{source.Length} samples do not fit in {destination.Length} bytes.", nameof(destination));
        if (operation is null) StoreRow(source, destination, row, 0, default(Unchanged));
        else operation.Store(source, destination, row);
    }

    /// <summary>The row of the matrix for a row of a plane.</summary>
    internal static ref short PatternOf(int row) => ref Matrix[row % Size * Size];

    /// <summary>
    /// The same where the operation's type is known, which has been told of the row, from column <paramref name="first"/> on, a
    /// multiple of 16.
    /// </summary>
    // The loops are entered for certain: out of such the compiler moves what an operation makes of its constants.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void StoreRow<TOperation>(ReadOnlySpan<short> source, Span<byte> destination, int row, int first, in TOperation operation)
        where TOperation : struct, ISampleOperation
    {
        TOperation hoisted = operation;
        ref short pattern = ref PatternOf(row);
        ref short from = ref MemoryMarshal.GetReference(source);
        ref byte to = ref MemoryMarshal.GetReference(destination);
        int x = first;
        int end = source.Length;
        if (Avx512BW.IsSupported && x <= end - 64)
        {
            Vector256<short> half = Vector256.LoadUnsafe(ref pattern);
            Vector512<short> dither = Vector512.Create(half, half);
            Vector512<long> order = Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7);
            do
            {
                Vector512<short> a = hoisted.Invoke(Vector512.LoadUnsafe(ref from, (nuint)x), x);
                Vector512<short> b = hoisted.Invoke(Vector512.LoadUnsafe(ref from, (nuint)x + 32), x + 32);
                a = Avx512BW.AddSaturate(a, dither) >> Samples.FractionBits;
                b = Avx512BW.AddSaturate(b, dither) >> Samples.FractionBits;
                Avx512F.PermuteVar8x64(Avx512BW.PackUnsignedSaturate(a, b).AsInt64(), order).AsByte().StoreUnsafe(ref to, (nuint)x);
                x += 64;
            }
            while (x <= end - 64);
        }

        if (Avx2.IsSupported && x <= end - 32)
        {
            Vector256<short> dither = Vector256.LoadUnsafe(ref pattern);
            do
            {
                Vector256<short> a = hoisted.Invoke(Vector256.LoadUnsafe(ref from, (nuint)x), x);
                Vector256<short> b = hoisted.Invoke(Vector256.LoadUnsafe(ref from, (nuint)x + 16), x + 16);
                a = Avx2.AddSaturate(a, dither) >> Samples.FractionBits;
                b = Avx2.AddSaturate(b, dither) >> Samples.FractionBits;
                Avx2.Permute4x64(Avx2.PackUnsignedSaturate(a, b).AsInt64(), 0b11_01_10_00).AsByte().StoreUnsafe(ref to, (nuint)x);
                x += 32;
            }
            while (x <= end - 32);
        }

        if (Ssse3.IsSupported && x <= end - 16)
        {
            Vector128<short> left = Vector128.LoadUnsafe(ref pattern);
            Vector128<short> right = Vector128.LoadUnsafe(ref pattern, 8);
            do
            {
                Vector128<short> a = hoisted.Invoke(Vector128.LoadUnsafe(ref from, (nuint)x), x);
                Vector128<short> b = hoisted.Invoke(Vector128.LoadUnsafe(ref from, (nuint)x + 8), x + 8);
                a = Sse2.AddSaturate(a, left) >> Samples.FractionBits;
                b = Sse2.AddSaturate(b, right) >> Samples.FractionBits;
                Sse2.PackUnsignedSaturate(a, b).StoreUnsafe(ref to, (nuint)x);
                x += 16;
            }
            while (x <= end - 16);
        }

        if (x < end) Scalar(source, destination, row, x, operation);
    }

    /// <summary>The reference, from column <paramref name="first"/> on.</summary>
    internal static void Scalar<TOperation>(ReadOnlySpan<short> source, Span<byte> destination, int row, int first, in TOperation operation)
        where TOperation : struct, ISampleOperation
    {
        TOperation hoisted = operation;
        ReadOnlySpan<short> pattern = Matrix.AsSpan(row % Size * Size, Size);
        for (int x = first; x < source.Length; x++)
            destination[x] = (byte)Math.Clamp((hoisted.Invoke(source[x], x) + pattern[x % Size]) >> Samples.FractionBits, 0, 255);
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

    /// <summary>Leaves samples as they are.</summary>
    internal readonly struct Unchanged : ISampleOperation
    {
        public void BeginRow(int number)
        {
        }

        public short Invoke(short sample, int x) => sample;

        public Vector128<short> Invoke(Vector128<short> samples, int x) => samples;

        public Vector256<short> Invoke(Vector256<short> samples, int x) => samples;

        public Vector512<short> Invoke(Vector512<short> samples, int x) => samples;
    }
}
