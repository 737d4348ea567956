using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Rendering;

/// <summary>A decoded 8-bit BT.601 picture as a codec left it.</summary>
/// <param name="width">Luma columns.</param>
/// <param name="height">Luma rows.</param>
/// <param name="stepX">Luma columns per chroma column.</param>
/// <param name="stepY">Luma rows per chroma row.</param>
/// <param name="full">Full range (JPEG) or limited (WebP).</param>
/// <param name="luma">Luma rows.</param>
/// <param name="lumaStride">Bytes from one luma row to the next.</param>
/// <param name="cb">Blue-difference rows.</param>
/// <param name="cr">Red-difference rows.</param>
/// <param name="chromaStride">Bytes from one chroma row to the next.</param>
/// <param name="alpha">Opacity at luma resolution; empty when opaque.</param>
/// <param name="alphaStride">Bytes from one opacity row to the next.</param>
public readonly ref struct YCbCrPlanes(
    int width, int height, int stepX, int stepY, bool full,
    ReadOnlySpan<byte> luma, int lumaStride, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, int chromaStride,
    ReadOnlySpan<byte> alpha, int alphaStride)
{
    internal int Width { get; } = width;

    internal int Height { get; } = height;

    internal int StepX { get; } = stepX;

    internal int StepY { get; } = stepY;

    internal bool Full { get; } = full;

    internal ReadOnlySpan<byte> Luma(int row) => lumaRows.Slice(row * lumaStep, Width);

    internal ReadOnlySpan<byte> Cb(int row) => cbRows.Slice(row * chromaStep, (Width + StepX - 1) / StepX);

    internal ReadOnlySpan<byte> Cr(int row) => crRows.Slice(row * chromaStep, (Width + StepX - 1) / StepX);

    internal bool HasAlpha => !alphaRows.IsEmpty;

    internal ReadOnlySpan<byte> Alpha(int row) => alphaRows.Slice(row * alphaStep, Width);

    private readonly ReadOnlySpan<byte> lumaRows = luma;
    private readonly ReadOnlySpan<byte> cbRows = cb;
    private readonly ReadOnlySpan<byte> crRows = cr;
    private readonly ReadOnlySpan<byte> alphaRows = alpha;
    private readonly int lumaStep = lumaStride;
    private readonly int chromaStep = chromaStride;
    private readonly int alphaStep = alphaStride;
}

/// <summary>
/// Turns decoded pictures into BT.709 limited range, once per picture. Integer arithmetic in 1/65536 of a code;
/// luma of sources with more than 8 bits is dithered by position, so that gradients stay smooth; everything else
/// is rounded, so that a flat color stays flat and within half a code.
/// </summary>
public static class PictureConversion
{
    private const int One = 1 << 16;

    // R'G'B' from BT.601 is Y + Cb·(0, −0.344136, 1.772) + Cr·(1.402, −0.714136, 0) (ITU-R BT.601-7, 2.5.1); luma
    // and chroma of BT.709 from that (BT.709-6, items 3.2 and 3.3). Luma of 601 cancels in the chroma of 709.
    private const double LumaFromCb = (0.7152 * -0.344136) + (0.0722 * 1.772);
    private const double LumaFromCr = (0.2126 * 1.402) + (0.7152 * -0.714136);

    /// <summary>From planar BT.601; chroma keeps its resolution.</summary>
    public static PictureBuffer FromBt601(YCbCrPlanes source)
    {
        var picture = new PictureBuffer(
            source.Width, source.Height, source.StepX, source.StepY, ((source.StepX - 1) / 2.0, (source.StepY - 1) / 2.0));
        // Scales of the stored codes to the target's: 219 luma and 224 chroma codes in limited range.
        double lumaScale = source.Full ? 219 / 255.0 : 1;
        double chromaScale = source.Full ? 224 / 255.0 : 1;
        double chromaToLuma = source.Full ? 219 / 255.0 : 219 / 224.0;
        ConvertLuma(source, picture, Fixed(lumaScale), source.Full ? 0 : 16, Fixed(LumaFromCb * chromaToLuma), Fixed(LumaFromCr * chromaToLuma));
        ConvertChroma(source, picture,
            Fixed((1.772 - LumaFromCb) / 1.8556 * chromaScale), Fixed(-LumaFromCr / 1.8556 * chromaScale),
            Fixed(-LumaFromCb / 1.5748 * chromaScale), Fixed((1.402 - LumaFromCr) / 1.5748 * chromaScale));
        return picture;
    }

    /// <summary>From rows of 16-bit sRGB with opacity (RGBA, not premultiplied), over black; chroma at full resolution.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="deep">Whether the file had more than 8 bits.</param>
    /// <param name="next">Fills in the next row, from the first to the last: four samples a pixel.</param>
    public static PictureBuffer FromRgba64(int width, int height, bool deep, Action<Span<ushort>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var picture = new PictureBuffer(width, height, 1, 1, (0, 0));
        try
        {
            var rgba = new ushort[width * 4];
            Span<byte> luma = picture.Plane(0, out int lumaStride, out _, out _);
            Span<byte> cb = picture.Plane(1, out int chromaStride, out _, out _);
            Span<byte> cr = picture.Plane(2, out _, out _, out _);
            for (int row = 0; row < height; row++)
            {
                next(rgba);
                StoreRgba(rgba, row, deep, luma.Slice(row * lumaStride, width), cb.Slice(row * chromaStride, width), cr.Slice(row * chromaStride, width));
            }

            return picture;
        }
        catch
        {
            picture.Dispose();
            throw;
        }
    }

    private static void StoreRgba(ReadOnlySpan<ushort> rgba, int row, bool deep, Span<byte> luma, Span<byte> cb, Span<byte> cr)
    {
        const double y = 219.0 / 65535 * One;
        const double c = 224.0 / 65535 * One;
        for (int x = 0; x < luma.Length; x++)
        {
            long alpha = rgba[(4 * x) + 3];
            double r = rgba[4 * x] * alpha / 65535, g = rgba[(4 * x) + 1] * alpha / 65535, b = rgba[(4 * x) + 2] * alpha / 65535;
            double gray = (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
            luma[x] = Store((16L * One) + (long)(gray * y), deep, x, row);
            cb[x] = Round((128L * One) + (long)Math.Floor((b - gray) / 1.8556 * c));
            cr[x] = Round((128L * One) + (long)Math.Floor((r - gray) / 1.5748 * c));
        }
    }

    private static void ConvertLuma(YCbCrPlanes source, PictureBuffer picture, int scale, int black, int fromCb, int fromCr)
    {
        Span<byte> target = picture.Plane(0, out int stride, out int width, out int height);
        int chromaWidth = (width + source.StepX - 1) / source.StepX;
        int chromaHeight = (height + source.StepY - 1) / source.StepY;
        var blend = new int[chromaWidth];
        var added = new int[chromaWidth * source.StepX];
        // Everything that is the same for all samples of the picture, the half for rounding included.
        int constant = (16 * One) - (black * scale) + (One / 2);
        for (int row = 0; row < height; row++)
        {
            BlendChroma(source, row, chromaHeight, fromCb, fromCr, blend);
            SpreadChroma(blend, source.StepX, added);
            Span<byte> stored = target.Slice(row * stride, width);
            StoreLuma(source.Luma(row), added, scale, constant, stored);
            if (source.HasAlpha) OverBlack(source, row, added, (scale, constant), stored);
        }
    }

    /// <summary>What chroma adds to the luma of a row, vertically interpolated, in 1/65536 of a code.</summary>
    private static void BlendChroma(YCbCrPlanes source, int row, int chromaHeight, int fromCb, int fromCr, int[] blend)
    {
        int near = row / source.StepY;
        int far = source.StepY == 1 ? near : Math.Clamp(near + (((row & 1) << 1) - 1), 0, chromaHeight - 1);
        ReadOnlySpan<byte> cb = source.Cb(near), cr = source.Cr(near), farCb = source.Cb(far), farCr = source.Cr(far);
        int x = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= blend.Length - Vector128<ushort>.Count; x += Vector128<ushort>.Count)
            {
                (Vector128<int> blueLow, Vector128<int> blueHigh) = Centered((Codes(cb, x) * 3) + Codes(farCb, x), 512);
                (Vector128<int> redLow, Vector128<int> redHigh) = Centered((Codes(cr, x) * 3) + Codes(farCr, x), 512);
                (((blueLow * fromCb) + (redLow * fromCr)) >> 2).CopyTo(blend, x);
                (((blueHigh * fromCb) + (redHigh * fromCr)) >> 2).CopyTo(blend, x + Vector128<int>.Count);
            }
        }

        for (; x < blend.Length; x++)
        {
            int blue = (3 * cb[x]) + farCb[x] - 512;
            int red = (3 * cr[x]) + farCr[x] - 512;
            blend[x] = ((blue * fromCb) + (red * fromCr)) >> 2;
        }
    }

    /// <summary>The same for every luma column. Chroma sits between two: three quarters of the near, one of the far.</summary>
    private static void SpreadChroma(int[] blend, int step, int[] added)
    {
        if (step == 1)
        {
            blend.CopyTo(added, 0);
            return;
        }

        int x = 0;
        Spread(0);
        if (Sse2.IsSupported)
        {
            for (x = 1; x < blend.Length - Vector128<int>.Count; x += Vector128<int>.Count)
            {
                Vector128<int> near = Vector128.Create(blend.AsSpan(x)) * 3;
                Vector128<int> before = (near + Vector128.Create(blend.AsSpan(x - 1))) >> 2, behind = (near + Vector128.Create(blend.AsSpan(x + 1))) >> 2;
                Sse2.UnpackLow(before, behind).CopyTo(added, 2 * x);
                Sse2.UnpackHigh(before, behind).CopyTo(added, (2 * x) + Vector128<int>.Count);
            }
        }

        for (; x < blend.Length; x++) Spread(x);

        void Spread(int x)
        {
            int near = 3 * blend[x];
            added[2 * x] = (near + blend[Math.Max(0, x - 1)]) >> 2;
            added[(2 * x) + 1] = (near + blend[Math.Min(blend.Length - 1, x + 1)]) >> 2;
        }
    }

    /// <summary>Eight codes from column <paramref name="x"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Codes(ReadOnlySpan<byte> row, int x)
        => Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(row.Slice(x, sizeof(ulong)))).AsByte());

    /// <summary>The lower and the upper four of eight codes, less their middle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<int> Low, Vector128<int> High) Centered(Vector128<ushort> codes, int middle)
    {
        (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(codes);
        return (low.AsInt32() - Vector128.Create(middle), high.AsInt32() - Vector128.Create(middle));
    }

    // Products stay below 2^24, sums below 2^26.
    private static void StoreLuma(ReadOnlySpan<byte> luma, ReadOnlySpan<int> added, int scale, int constant, Span<byte> stored)
    {
        int x = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= luma.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(luma.Slice(x, Vector128<byte>.Count)));
                (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
                (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
                ReadOnlySpan<int> more = added.Slice(x, Vector128<byte>.Count);
                Vector128.Narrow(
                    Vector128.Narrow(Code(a, more), Code(b, more[4..])), Vector128.Narrow(Code(c, more[8..]), Code(d, more[12..]))).CopyTo(stored[x..]);
            }
        }

        for (; x < luma.Length; x++) stored[x] = (byte)Math.Clamp(((luma[x] * scale) + constant + added[x]) >> 16, 0, 255);

        Vector128<uint> Code(Vector128<uint> codes, ReadOnlySpan<int> more)
        {
            Vector128<int> code = ((codes.AsInt32() * scale) + Vector128.Create(constant) + Vector128.Create(more)) >> 16;
            return Vector128.Min(Vector128.Max(code, Vector128<int>.Zero), Vector128.Create(255)).AsUInt32();
        }
    }

    private static void OverBlack(YCbCrPlanes source, int row, int[] added, (int Scale, int Constant) line, Span<byte> stored)
    {
        ReadOnlySpan<byte> luma = source.Luma(row), alpha = source.Alpha(row);
        for (int x = 0; x < stored.Length; x++)
        {
            long above = (long)(luma[x] * line.Scale) + line.Constant - (One / 2) - (16 * One) + added[x];
            stored[x] = Round((16L * One) + (above * alpha[x] / 255));
        }
    }

    private static void ConvertChroma(YCbCrPlanes source, PictureBuffer picture, int cbCb, int cbCr, int crCb, int crCr)
    {
        Span<byte> targetCb = picture.Plane(1, out int stride, out int width, out int height);
        Span<byte> targetCr = picture.Plane(2, out _, out _, out _);
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<byte> cb = source.Cb(row), cr = source.Cr(row);
            Span<byte> storedCb = targetCb.Slice(row * stride, width), storedCr = targetCr.Slice(row * stride, width);
            if (source.HasAlpha)
            {
                for (int x = 0; x < width; x++)
                {
                    int blue = cb[x] - 128, red = cr[x] - 128;
                    long alpha = MeanAlpha(source, row, x);
                    storedCb[x] = Round((128L * One) + (((blue * cbCb) + (red * cbCr)) * alpha / 255));
                    storedCr[x] = Round((128L * One) + (((blue * crCb) + (red * crCr)) * alpha / 255));
                }

                continue;
            }

            StoreChroma(cb, cr, cbCb, cbCr, storedCb);
            StoreChroma(cb, cr, crCb, crCr, storedCr);
        }
    }

    private static void StoreChroma(ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, int fromCb, int fromCr, Span<byte> stored)
    {
        const int Constant = (128 * One) + (One / 2);
        int x = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= stored.Length - Vector128<ushort>.Count; x += Vector128<ushort>.Count)
            {
                (Vector128<int> blueLow, Vector128<int> blueHigh) = Centered(Codes(cb, x), 128);
                (Vector128<int> redLow, Vector128<int> redHigh) = Centered(Codes(cr, x), 128);
                Vector128<uint> low = Clamp((blueLow * fromCb) + (redLow * fromCr) + Vector128.Create(Constant));
                Vector128<uint> high = Clamp((blueHigh * fromCb) + (redHigh * fromCr) + Vector128.Create(Constant));
                Vector128<ushort> codes = Vector128.Narrow(low, high);
                Vector128.Narrow(codes, codes).GetLower().CopyTo(stored[x..]);
            }
        }

        for (; x < stored.Length; x++) stored[x] = Round((128 * One) + ((cb[x] - 128) * fromCb) + ((cr[x] - 128) * fromCr));

        static Vector128<uint> Clamp(Vector128<int> sum) => Vector128.Min(Vector128.Max(sum >> 16, Vector128<int>.Zero), Vector128.Create(255)).AsUInt32();
    }

    private static long MeanAlpha(YCbCrPlanes source, int row, int x)
    {
        int sum = 0, count = 0;
        for (int dy = 0; dy < source.StepY; dy++)
        {
            for (int dx = 0; dx < source.StepX; dx++)
            {
                int ay = (row * source.StepY) + dy, ax = (x * source.StepX) + dx;
                if (ay >= source.Height || ax >= source.Width) continue;
                sum += source.Alpha(ay)[ax];
                count++;
            }
        }

        return (sum + (count / 2)) / count;
    }

    private static int Fixed(double value) => (int)Math.Floor((value * One) + 0.5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Round(long code) => (byte)Math.Clamp((code + (One / 2)) >> 16, 0, 255);

    /// <summary>Ordered dither over 4 by 4 positions: bit-reversed interleave of x ^ y and y (Bayer 1973).</summary>
    private static byte Store(long code, bool dithered, int x, int y)
    {
        if (!dithered) return Round(code);
        int a = x ^ y;
        int rank = ((a & 1) << 3) | ((y & 1) << 2) | (a & 2) | ((y & 2) >> 1);
        return (byte)Math.Clamp((code + (((2 * rank) + 1) << 11)) >> 16, 0, 255);
    }
}
