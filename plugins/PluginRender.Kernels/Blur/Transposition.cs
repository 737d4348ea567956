using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Blur;

/// <summary>Turns rows into columns, so that a pass along rows becomes one down lines.</summary>
internal static unsafe class Transposition
{
    /// <summary>destination[x][y] = source[y][x].</summary>
    /// <param name="source">Rows of <paramref name="width"/> samples.</param>
    /// <param name="sourceStride">Samples from one row to the next.</param>
    /// <param name="destination">Rows of <paramref name="height"/> samples; no part of the source.</param>
    /// <param name="destinationStride">Samples from one row to the next.</param>
    /// <param name="width">Columns of the source.</param>
    /// <param name="height">Rows of the source.</param>
    public static void Apply(short* source, nint sourceStride, short* destination, nint destinationStride, int width, int height)
    {
        int y = 0;
        if (Sse2.IsSupported)
        {
            for (; y <= height - 8; y += 8)
            {
                int x = 0;
                for (; x <= width - 8; x += 8)
                    Tile(source + (y * sourceStride) + x, sourceStride, destination + (x * destinationStride) + y, destinationStride);
                Scalar(source, sourceStride, destination, destinationStride, (x, width), (y, y + 8));
            }
        }

        Scalar(source, sourceStride, destination, destinationStride, (0, width), (y, height));
    }

    /// <summary>The reference, for a part of the columns and rows.</summary>
    public static void Scalar(
        short* source, nint sourceStride, short* destination, nint destinationStride, (int First, int End) columns, (int First, int End) rows)
    {
        for (int y = rows.First; y < rows.End; y++)
        {
            for (int x = columns.First; x < columns.End; x++)
                destination[(x * destinationStride) + y] = source[(y * sourceStride) + x];
        }
    }

    // Eight by eight in three rounds of interleaving: words of rows i and i + 4, then of the results, and again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(short* source, nint stride, short* destination, nint destinationStride)
    {
        Vector128<short> r0 = Vector128.Load(source), r1 = Vector128.Load(source + stride);
        Vector128<short> r2 = Vector128.Load(source + (2 * stride)), r3 = Vector128.Load(source + (3 * stride));
        Vector128<short> r4 = Vector128.Load(source + (4 * stride)), r5 = Vector128.Load(source + (5 * stride));
        Vector128<short> r6 = Vector128.Load(source + (6 * stride)), r7 = Vector128.Load(source + (7 * stride));
        for (int round = 0; round < 3; round++)
        {
            Vector128<short> s0 = Sse2.UnpackLow(r0, r4), s1 = Sse2.UnpackHigh(r0, r4);
            Vector128<short> s2 = Sse2.UnpackLow(r1, r5), s3 = Sse2.UnpackHigh(r1, r5);
            Vector128<short> s4 = Sse2.UnpackLow(r2, r6), s5 = Sse2.UnpackHigh(r2, r6);
            Vector128<short> s6 = Sse2.UnpackLow(r3, r7), s7 = Sse2.UnpackHigh(r3, r7);
            (r0, r1, r2, r3, r4, r5, r6, r7) = (s0, s1, s2, s3, s4, s5, s6, s7);
        }

        r0.Store(destination);
        r1.Store(destination + destinationStride);
        r2.Store(destination + (2 * destinationStride));
        r3.Store(destination + (3 * destinationStride));
        r4.Store(destination + (4 * destinationStride));
        r5.Store(destination + (5 * destinationStride));
        r6.Store(destination + (6 * destinationStride));
        r7.Store(destination + (7 * destinationStride));
    }
}
