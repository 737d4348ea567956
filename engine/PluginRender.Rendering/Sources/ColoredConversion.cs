using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Rendering;

/// <summary>
/// <see cref="PictureConversion"/> of pictures whose colors are not sRGB: the same interpolation of chroma to red, green and
/// blue, the transform, and BT.709 with chroma at the resolution that the file has it in, so that such pictures take no more
/// memory and are sampled as fast as others. Chroma is the stored one and the mean of what the transform changes, so that it
/// stays as sharp as it was.
/// </summary>
public static class ColoredConversion
{
    // Sixteenths of a chroma code times these, at 12 bits, are 16-bit codes (ITU-R BT.601-7, 2.5.1).
    private const int Bits = 12;

    // Of 16-bit red, green and blue these make codes of BT.709 (BT.709-6, items 3.2 and 3.3), at 20 bits.
    private const int CodeBits = 20;
    private const int CodeHalf = 1 << (CodeBits - 1);
    private const double LumaScale = 219.0 / 65535 * (1 << CodeBits);
    private const double ChromaScale = 224.0 / 65535 * (1 << CodeBits);

    private static readonly int[] Luma = [(int)(0.2126 * LumaScale), (int)(0.7152 * LumaScale), (int)(0.0722 * LumaScale)];
    private static readonly int[] Cb = [(int)(-0.2126 / 1.8556 * ChromaScale), (int)(-0.7152 / 1.8556 * ChromaScale), (int)(0.9278 / 1.8556 * ChromaScale)];
    private static readonly int[] Cr = [(int)(0.7874 / 1.5748 * ChromaScale), (int)(-0.7152 / 1.5748 * ChromaScale), (int)(-0.0722 / 1.5748 * ChromaScale)];

    /// <summary>From planar BT.601 whose red, green and blue are not sRGB.</summary>
    /// <param name="source">The planes.</param>
    /// <param name="transform">To sRGB.</param>
    public static PictureBuffer FromBt601(YCbCrPlanes source, IColorTransform transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        // What no transform changes, chroma above all, is there already.
        PictureBuffer picture = PictureConversion.FromBt601(source);
        var rows = new Rows(source);
        for (int chromaRow = 0; chromaRow * source.StepY < source.Height; chromaRow++)
        {
            rows.Clear();
            int end = Math.Min(source.Height, (chromaRow + 1) * source.StepY);
            for (int row = chromaRow * source.StepY; row < end; row++)
            {
                rows.Read(source, row);
                rows.Before.CopyTo(rows.After.AsSpan());
                transform.Apply(rows.After);
                StoreLuma(rows, source.HasAlpha, picture, row);
            }

            AddChroma(rows, picture, chromaRow, end - (chromaRow * source.StepY), source.HasAlpha);
        }

        return picture;
    }

    /// <summary>Luma of a row, and what the transform changed in it.</summary>
    private static void StoreLuma(Rows rows, bool hasAlpha, PictureBuffer picture, int row)
    {
        Span<byte> luma = picture.Plane(0, out int stride, out int width, out _).Slice(row * stride, width);
        ReadOnlySpan<ulong> before = MemoryMarshal.Cast<ushort, ulong>(rows.Before), after = MemoryMarshal.Cast<ushort, ulong>(rows.After);
        Span<Vector128<int>> changes = MemoryMarshal.Cast<int, Vector128<int>>(rows.Changes.AsSpan());
        int shift = rows.StepX == 1 ? 0 : 1;
        // Opacity is summed as it is.
        Vector128<int> colors = Vector128.Create(-1, -1, -1, 0);
        var weights = Vector128.Create(Luma[0], Luma[1], Luma[2], 0);
        for (int x = 0; x < luma.Length && x < after.Length && x < before.Length; x++)
        {
            Vector128<int> pixel = Samples(after[x]);
            int light = Vector128.Sum(pixel * weights);
            if (hasAlpha) light = (int)((long)light * pixel[3] / ushort.MaxValue);
            luma[x] = (byte)(((16 << CodeBits) + CodeHalf + light) >> CodeBits);
            changes[x >> shift] += pixel - (Samples(before[x]) & colors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Samples(ulong pixel) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsUInt16()).AsInt32();

    private static void AddChroma(Rows rows, PictureBuffer picture, int row, int height, bool hasAlpha)
    {
        Span<byte> planeCb = picture.Plane(1, out int stride, out int width, out _), planeCr = picture.Plane(2, out _, out _, out _);
        Span<byte> cb = planeCb.Slice(row * stride, width), cr = planeCr.Slice(row * stride, width);
        for (int x = 0; x < width; x++)
        {
            ReadOnlySpan<int> change = rows.Changes.AsSpan(4 * x, 4);
            int count = rows.ColumnsOf(x) * height;
            // Sums of four 16-bit differences, weighted: beyond 32 bits.
            long blue = ((long)change[0] * Cb[0]) + ((long)change[1] * Cb[1]) + ((long)change[2] * Cb[2]);
            long red = ((long)change[0] * Cr[0]) + ((long)change[1] * Cr[1]) + ((long)change[2] * Cr[2]);
            if (hasAlpha)
            {
                blue = blue / count * change[3] / ushort.MaxValue;
                red = red / count * change[3] / ushort.MaxValue;
            }

            cb[x] = Added(cb[x], blue / count);
            cr[x] = Added(cr[x], red / count);
        }
    }

    private static byte Added(byte code, long change) => (byte)Math.Clamp((((long)code << CodeBits) + change + CodeHalf) >> CodeBits, 0, 255);

    /// <summary>A row of pixels before and after the transform, and what it changed in the boxes of chroma samples.</summary>
    private sealed class Rows
    {
        private readonly int width;
        private readonly int stepX;
        private readonly int chromaHeight;
        private readonly int stepY;
        private readonly int[] blended;
        private readonly (int Scale, int Offset) luma;
        private readonly Vector128<int> fromCb;
        private readonly Vector128<int> fromCr;

        public Rows(YCbCrPlanes source)
        {
            (width, stepX, stepY) = (source.Width, source.StepX, source.StepY);
            int chromaWidth = (width + stepX - 1) / stepX;
            chromaHeight = (source.Height + stepY - 1) / stepY;
            Before = new ushort[4 * width];
            After = new ushort[4 * width];
            Changes = new int[4 * chromaWidth];
            blended = new int[2 * chromaWidth];
            double lumaScale = 257.0 * (1 << Bits) * (source.Full ? 1 : 255 / 219.0);
            double chromaScale = 257.0 / 16 * (1 << Bits) * (source.Full ? 1 : 255 / 224.0);
            luma = ((int)lumaScale, (int)((source.Full ? 0 : -16 * lumaScale) + (1 << (Bits - 1))));
            fromCb = Vector128.Create(0, (int)(-0.344136 * chromaScale), (int)(1.772 * chromaScale), 0);
            fromCr = Vector128.Create((int)(1.402 * chromaScale), (int)(-0.714136 * chromaScale), 0, 0);
        }

        public int StepX => stepX;

        public ushort[] Before { get; }

        public ushort[] After { get; }

        /// <summary>Sums of what changed in red, green and blue, and of opacity.</summary>
        public int[] Changes { get; }

        public int ColumnsOf(int chromaColumn) => Math.Min(stepX, width - (chromaColumn * stepX));

        public void Clear() => Array.Clear(Changes);

        /// <summary>Red, green and blue of a row.</summary>
        public void Read(YCbCrPlanes source, int row)
        {
            Blend(source, row);
            ReadOnlySpan<byte> y = source.Luma(row), alpha = source.HasAlpha ? source.Alpha(row) : default;
            Span<ulong> pixels = MemoryMarshal.Cast<ushort, ulong>(Before.AsSpan());
            int last = (blended.Length / 2) - 1;
            for (int x = 0; x < y.Length && x < pixels.Length; x++)
            {
                int near = stepX == 1 ? x : x / 2;
                int far = stepX == 1 ? x : Math.Clamp(near + (((x & 1) << 1) - 1), 0, last);
                int cb = (3 * blended[2 * near]) + blended[2 * far], cr = (3 * blended[(2 * near) + 1]) + blended[(2 * far) + 1];
                Vector128<int> codes = (Vector128.Create((y[x] * luma.Scale) + luma.Offset) + (fromCb * cb) + (fromCr * cr)) >> Bits;
                Vector128<uint> clipped = Vector128.Min(Vector128.Max(codes, Vector128<int>.Zero), Vector128.Create((int)ushort.MaxValue)).AsUInt32();
                ulong colors = Vector128.Narrow(clipped, clipped).AsUInt64()[0] & 0x0000_ffff_ffff_ffff;
                pixels[x] = colors | ((alpha.IsEmpty ? ushort.MaxValue : alpha[x] * 257UL) << 48);
            }
        }

        /// <summary>Quarters of chroma of a row, as PictureConversion blends them, less their middle.</summary>
        private void Blend(YCbCrPlanes source, int row)
        {
            int near = row / stepY;
            int far = stepY == 1 ? near : Math.Clamp(near + (((row & 1) << 1) - 1), 0, chromaHeight - 1);
            ReadOnlySpan<byte> cb = source.Cb(near), cr = source.Cr(near), farCb = source.Cb(far), farCr = source.Cr(far);
            for (int x = 0; x < cb.Length; x++)
            {
                blended[2 * x] = (3 * cb[x]) + farCb[x] - 512;
                blended[(2 * x) + 1] = (3 * cr[x]) + farCr[x] - 512;
            }
        }
    }
}
