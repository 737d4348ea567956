using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Rendering;

/// <summary>
/// A row of BT.709 limited range, made from 16-bit sRGB with opacity over black. In double precision, in the same steps for one pixel
/// and for four: the same codes on every machine.
/// </summary>
/// <param name="luma">Samples.</param>
/// <param name="cb">Blue-difference samples, one a pixel; empty to leave chroma out.</param>
/// <param name="cr">Red-difference samples, likewise.</param>
internal readonly ref struct RgbaRow(Span<byte> luma, Span<byte> cb, Span<byte> cr)
{
    private const int One = 1 << 16;

    // BT.709-6, items 3.2 and 3.3; 219 and 224 codes in 1/65536.
    private const double Red = 0.2126, Green = 0.7152, Blue = 0.0722, OfBlue = 1.8556, OfRed = 1.5748;
    private const double LumaScale = 219.0 / 65535 * One, ChromaScale = 224.0 / 65535 * One;
    private const double Most = 65535;

    // Whole numbers below 2^52 are the low bits of their sum with it.
    private const double Whole = 1L << 52;

    private readonly Span<byte> luma = luma;
    private readonly Span<byte> cb = cb;
    private readonly Span<byte> cr = cr;

    /// <summary>Stores a row.</summary>
    /// <param name="rgba">Four samples a pixel, not premultiplied.</param>
    /// <param name="dithered">The row's number where luma is dithered by position; null where it is rounded.</param>
    public void Store(ReadOnlySpan<ushort> rgba, int? dithered)
    {
        Span<double> added = stackalloc double[4];
        for (int i = 0; i < 4; i++) added[i] = (16 * One) + (dithered is { } row ? Threshold(i, row) : One / 2);
        int x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<double> constant = Vector256.Create<double>(added);
            for (; x + 4 <= luma.Length; x += 4) StoreFour(Vector256.Create<ushort>(rgba.Slice(4 * x, 16)).AsUInt64(), constant, x);
        }

        for (; x < luma.Length; x++) StoreOne(rgba.Slice(4 * x, 4), added[x & 3], x);
    }

    private void StoreOne(ReadOnlySpan<ushort> pixel, double constant, int x)
    {
        double alpha = pixel[3];
        double r = pixel[0] * alpha / Most, g = pixel[1] * alpha / Most, b = pixel[2] * alpha / Most;
        double gray = (Red * r) + (Green * g) + (Blue * b);
        luma[x] = (byte)((int)(Math.Floor(gray * LumaScale) + constant) >> 16);
        if (cb.IsEmpty) return;
        cb[x] = (byte)((int)(Math.Floor((b - gray) / OfBlue * ChromaScale) + ((128 * One) + (One / 2))) >> 16);
        cr[x] = (byte)((int)(Math.Floor((r - gray) / OfRed * ChromaScale) + ((128 * One) + (One / 2))) >> 16);
    }

    /// <summary>A lane a pixel, with red in its lowest 16 bits.</summary>
    private void StoreFour(Vector256<ulong> pixels, Vector256<double> constant, int x)
    {
        Vector256<double> r = Sample(pixels), g = Sample(pixels >> 16), b = Sample(pixels >> 32), alpha = Sample(pixels >> 48);
        if (alpha != Vector256.Create(Most))
        {
            r = r * alpha / Most;
            g = g * alpha / Most;
            b = b * alpha / Most;
        }

        Vector256<double> gray = (r * Red) + (g * Green) + (b * Blue);
        Write(Vector256.Floor(gray * LumaScale) + constant, luma, x);
        if (cb.IsEmpty) return;
        Vector256<double> middle = Vector256.Create((128.0 * One) + (One / 2));
        Write(Vector256.Floor((b - gray) / OfBlue * ChromaScale) + middle, cb, x);
        Write(Vector256.Floor((r - gray) / OfRed * ChromaScale) + middle, cr, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Sample(Vector256<ulong> pixels)
        => ((pixels & Vector256.Create(0xfffful)) | Vector256.Create(Whole).AsUInt64()).AsDouble() - Vector256.Create(Whole);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Vector256<double> codes, Span<byte> target, int x)
    {
        // Codes of limited range, so never over a byte.
        Vector256<ulong> whole = (codes + Vector256.Create(Whole)).AsUInt64() >> 16;
        uint four = (uint)(byte)whole[0] | ((uint)(byte)whole[1] << 8) | ((uint)(byte)whole[2] << 16) | ((uint)(byte)whole[3] << 24);
        MemoryMarshal.Write(target.Slice(x, sizeof(uint)), in four);
    }

    /// <summary>Ordered dither over 4 by 4 positions: bit-reversed interleave of x ^ y and y (Bayer 1973).</summary>
    private static int Threshold(int x, int y)
    {
        int a = x ^ y;
        int rank = ((a & 1) << 3) | ((y & 1) << 2) | (a & 2) | ((y & 2) >> 1);
        return ((2 * rank) + 1) << 11;
    }
}
