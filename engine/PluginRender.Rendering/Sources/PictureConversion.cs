using System.Runtime.InteropServices;

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

    /// <summary>From 16-bit sRGB with opacity (little-endian RGBA, not premultiplied), over black; chroma at full resolution.</summary>
    /// <param name="pixels">Row 0 begins at its start.</param>
    /// <param name="strideBytes">Bytes from one row to the next.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="deep">Whether the file had more than 8 bits.</param>
    public static PictureBuffer FromRgba64(ReadOnlySpan<byte> pixels, int strideBytes, int width, int height, bool deep)
    {
        var picture = new PictureBuffer(width, height, 1, 1, (0, 0));
        Span<byte> luma = picture.Plane(0, out int lumaStride, out _, out _);
        Span<byte> cb = picture.Plane(1, out int chromaStride, out _, out _);
        Span<byte> cr = picture.Plane(2, out _, out _, out _);
        const double y = 219.0 / 65535 * One;
        const double c = 224.0 / 65535 * One;
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<ushort> source = MemoryMarshal.Cast<byte, ushort>(pixels.Slice(row * strideBytes, width * 8));
            for (int x = 0; x < width; x++)
            {
                long alpha = source[(4 * x) + 3];
                double r = source[4 * x] * alpha / 65535, g = source[(4 * x) + 1] * alpha / 65535, b = source[(4 * x) + 2] * alpha / 65535;
                double gray = (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
                luma[(row * lumaStride) + x] = Store((16L * One) + (long)(gray * y), deep, x, row);
                cb[(row * chromaStride) + x] = Round((128L * One) + (long)Math.Floor((b - gray) / 1.8556 * c));
                cr[(row * chromaStride) + x] = Round((128L * One) + (long)Math.Floor((r - gray) / 1.5748 * c));
            }
        }

        return picture;
    }

    private static void ConvertLuma(YCbCrPlanes source, PictureBuffer picture, long scale, int black, long fromCb, long fromCr)
    {
        Span<byte> target = picture.Plane(0, out int stride, out int width, out int height);
        int chromaWidth = (width + source.StepX - 1) / source.StepX;
        int chromaHeight = (height + source.StepY - 1) / source.StepY;
        var blend = new int[chromaWidth];
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<byte> luma = source.Luma(row);
            BlendChroma(source, row, chromaHeight, fromCb, fromCr, blend);
            for (int x = 0; x < width; x++)
            {
                // Chroma sits between two luma columns: three quarters of the near, one of the far.
                int near = x / source.StepX;
                int far = source.StepX == 1 ? near : Math.Clamp(near + (((x & 1) << 1) - 1), 0, chromaWidth - 1);
                long code = (16L * One) + ((luma[x] - black) * scale) + (((3L * blend[near]) + blend[far]) >> 2);
                if (source.HasAlpha) code = (16L * One) + ((code - (16L * One)) * source.Alpha(row)[x] / 255);
                target[(row * stride) + x] = Round(code);
            }
        }
    }

    /// <summary>What chroma adds to the luma of a row, vertically interpolated, in 1/65536 of a code.</summary>
    private static void BlendChroma(YCbCrPlanes source, int row, int chromaHeight, long fromCb, long fromCr, int[] blend)
    {
        int near = row / source.StepY;
        int far = source.StepY == 1 ? near : Math.Clamp(near + (((row & 1) << 1) - 1), 0, chromaHeight - 1);
        ReadOnlySpan<byte> cb = source.Cb(near), cr = source.Cr(near), farCb = source.Cb(far), farCr = source.Cr(far);
        for (int x = 0; x < blend.Length; x++)
        {
            long blue = (3 * cb[x]) + farCb[x] - 512;
            long red = (3 * cr[x]) + farCr[x] - 512;
            blend[x] = (int)(((blue * fromCb) + (red * fromCr)) >> 2);
        }
    }

    private static void ConvertChroma(YCbCrPlanes source, PictureBuffer picture, long cbCb, long cbCr, long crCb, long crCr)
    {
        Span<byte> targetCb = picture.Plane(1, out int stride, out int width, out int height);
        Span<byte> targetCr = picture.Plane(2, out _, out _, out _);
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<byte> cb = source.Cb(row), cr = source.Cr(row);
            for (int x = 0; x < width; x++)
            {
                int blue = cb[x] - 128, red = cr[x] - 128;
                long alpha = source.HasAlpha ? MeanAlpha(source, row, x) : 255;
                targetCb[(row * stride) + x] = Round((128L * One) + (((blue * cbCb) + (red * cbCr)) * alpha / 255));
                targetCr[(row * stride) + x] = Round((128L * One) + (((blue * crCb) + (red * crCr)) * alpha / 255));
            }
        }
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

    private static long Fixed(double value) => (long)Math.Floor((value * One) + 0.5);

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
