using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PluginRender.Media;

/// <summary>Turns the samples of a PNG's row into 16-bit RGBA, exactly: a sample of d bits times 65535 / (2^d - 1) (ISO/IEC 15948, 13.12).</summary>
internal sealed class PngSamples
{
    private const ushort Opaque = ushort.MaxValue;

    private readonly PngImageHeader header;

    /// <summary>Of each code where a pixel has one sample of up to 8 bits; else null.</summary>
    private readonly ulong[]? pixels;

    /// <summary>The color that is transparent, by its 16-bit samples; null without one.</summary>
    private readonly (ushort R, ushort G, ushort B)? transparent;

    public PngSamples(PngChunks chunks, ReadOnlySpan<byte> file)
    {
        header = chunks.Header;
        ReadOnlySpan<byte> transparency = file[chunks.Transparency];
        if (header.Color == PngColorType.Palette) pixels = OfPalette(file[chunks.Palette], transparency);
        else if (header.Color == PngColorType.Gray && header.Depth <= 8) pixels = OfGrays(header.Depth, transparency);
        else if (transparency.Length == 2) transparent = (Sample(transparency), Sample(transparency), Sample(transparency));
        else if (transparency.Length == 6) transparent = (Sample(transparency), Sample(transparency[2..]), Sample(transparency[4..]));
    }

    /// <param name="row">Samples as they are stored; those of fewer than 8 bits one a byte.</param>
    /// <param name="rgba">Four samples a pixel, not premultiplied.</param>
    public void Expand(ReadOnlySpan<byte> row, Span<ushort> rgba)
    {
        if (pixels is not null) Look(row, MemoryMarshal.Cast<ushort, ulong>(rgba));
        else if (header.Depth == 8) Widen8(row, rgba);
        else Widen16(row, rgba);
        if (transparent is { } color) Clear(color, rgba);
    }

    /// <summary>Samples of fewer than 8 bits, the leftmost in the highest bits (7.2), one a byte.</summary>
    public static void Unpack(ReadOnlySpan<byte> row, int depth, Span<byte> samples)
    {
        int mask = (1 << depth) - 1, perByte = 8 / depth;
        for (int x = 0; x < samples.Length; x++)
            samples[x] = (byte)((row[x / perByte] >> (8 - (depth * ((x % perByte) + 1)))) & mask);
    }

    private void Look(ReadOnlySpan<byte> row, Span<ulong> rgba)
    {
        for (int x = 0; x < rgba.Length; x++) rgba[x] = pixels![row[x]];
    }

    private void Widen8(ReadOnlySpan<byte> row, Span<ushort> rgba)
    {
        int width = rgba.Length / 4;
        switch (header.Color)
        {
            case PngColorType.Rgb:
                for (int x = 0; x < width; x++) Put(rgba[(4 * x)..], Wide(row[3 * x]), Wide(row[(3 * x) + 1]), Wide(row[(3 * x) + 2]), Opaque);
                break;
            case PngColorType.Rgba:
                for (int i = 0; i < rgba.Length; i++) rgba[i] = Wide(row[i]);
                break;
            default:
                for (int x = 0; x < width; x++) Put(rgba[(4 * x)..], Wide(row[2 * x]), Wide(row[2 * x]), Wide(row[2 * x]), Wide(row[(2 * x) + 1]));
                break;
        }

        static ushort Wide(byte sample) => (ushort)(sample * 257);
    }

    private void Widen16(ReadOnlySpan<byte> row, Span<ushort> rgba)
    {
        int width = rgba.Length / 4;
        for (int x = 0; x < width; x++)
        {
            Span<ushort> pixel = rgba[(4 * x)..];
            switch (header.Color)
            {
                case PngColorType.Gray:
                    Put(pixel, Sample(row[(2 * x)..]), Sample(row[(2 * x)..]), Sample(row[(2 * x)..]), Opaque);
                    break;
                case PngColorType.GrayAlpha:
                    Put(pixel, Sample(row[(4 * x)..]), Sample(row[(4 * x)..]), Sample(row[(4 * x)..]), Sample(row[((4 * x) + 2)..]));
                    break;
                case PngColorType.Rgb:
                    Put(pixel, Sample(row[(6 * x)..]), Sample(row[((6 * x) + 2)..]), Sample(row[((6 * x) + 4)..]), Opaque);
                    break;
                default:
                    Put(pixel, Sample(row[(8 * x)..]), Sample(row[((8 * x) + 2)..]), Sample(row[((8 * x) + 4)..]), Sample(row[((8 * x) + 6)..]));
                    break;
            }
        }
    }

    private void Clear((ushort R, ushort G, ushort B) color, Span<ushort> rgba)
    {
        // The chunk has 16 bits a sample whatever the picture has; those above its depth do not count.
        (ushort r, ushort g, ushort b) = header.Depth == 8 ? (Low(color.R), Low(color.G), Low(color.B)) : color;
        for (int x = 0; x < rgba.Length; x += 4)
        {
            if (rgba[x] == r && rgba[x + 1] == g && rgba[x + 2] == b) rgba[x + 3] = 0;
        }

        static ushort Low(ushort sample) => (ushort)((sample & 0xff) * 257);
    }

    private static ulong[] OfPalette(ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacities)
    {
        // An index beyond the palette is black.
        var pixels = new ulong[256];
        for (int i = 0; i < pixels.Length; i++)
        {
            bool isThere = (3 * i) + 3 <= palette.Length;
            (int r, int g, int b) = isThere ? (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2]) : (0, 0, 0);
            pixels[i] = Pixel(r * 257, g * 257, b * 257, i < opacities.Length ? opacities[i] * 257 : Opaque);
        }

        return pixels;
    }

    private static ulong[] OfGrays(int depth, ReadOnlySpan<byte> transparency)
    {
        int last = (1 << depth) - 1;
        int clear = transparency.Length == 2 ? Sample(transparency) & last : -1;
        var pixels = new ulong[256];
        for (int i = 0; i <= last; i++)
        {
            int gray = i * Opaque / last;
            pixels[i] = Pixel(gray, gray, gray, i == clear ? 0 : Opaque);
        }

        return pixels;
    }

    private static ulong Pixel(int r, int g, int b, int a) => (uint)r | ((ulong)(uint)g << 16) | ((ulong)(uint)b << 32) | ((ulong)(uint)a << 48);

    private static void Put(Span<ushort> pixel, ushort r, ushort g, ushort b, ushort a) => (pixel[3], pixel[2], pixel[1], pixel[0]) = (a, b, g, r);

    private static ushort Sample(ReadOnlySpan<byte> s) => BinaryPrimitives.ReadUInt16BigEndian(s);
}
