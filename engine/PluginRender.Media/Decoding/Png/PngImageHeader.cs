using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The samples of a pixel of a PNG (ISO/IEC 15948, table 11.1).</summary>
internal enum PngColorType
{
    /// <summary>One gray sample.</summary>
    Gray = 0,

    /// <summary>Red, green and blue.</summary>
    Rgb = 2,

    /// <summary>An index into the palette.</summary>
    Palette = 3,

    /// <summary>Gray and opacity.</summary>
    GrayAlpha = 4,

    /// <summary>Red, green, blue and opacity.</summary>
    Rgba = 6,
}

/// <summary>The IHDR chunk of a PNG (ISO/IEC 15948, 11.2.2).</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="Color">The samples of a pixel.</param>
/// <param name="IsInterlaced">Whether rows come in Adam7's seven passes.</param>
internal readonly record struct PngImageHeader(int Width, int Height, int Depth, PngColorType Color, bool IsInterlaced)
{
    /// <summary>Bits a pixel, 1 to 64.</summary>
    public int PixelBits => Depth * Color switch { PngColorType.Rgb => 3, PngColorType.GrayAlpha => 2, PngColorType.Rgba => 4, _ => 1 };

    /// <summary>Bytes from a sample to the one that its filter compares it with (9.2): those of a pixel, at least 1.</summary>
    public int FilterStep => Math.Max(1, PixelBits / 8);

    /// <summary>Bytes of a row of so many pixels, without the byte that names its filter.</summary>
    public int RowBytes(int pixels) => (int)(((pixels * (long)PixelBits) + 7) / 8);

    /// <summary>Reads the chunk's 13 bytes.</summary>
    /// <returns>Null where they are not those of a PNG that can be decoded.</returns>
    public static PngImageHeader? Read(ReadOnlySpan<byte> body)
    {
        if (body.Length < 13) return null;
        var header = new PngImageHeader(Side(body), Side(body[4..]), body[8], (PngColorType)body[9], body[12] == 1);
        bool isKnown = (header.Color, header.Depth) is (PngColorType.Gray, 1 or 2 or 4 or 8 or 16) or (PngColorType.Palette, 1 or 2 or 4 or 8)
            or (PngColorType.Rgb or PngColorType.GrayAlpha or PngColorType.Rgba, 8 or 16);
        // Compression and filter methods other than 0 were never defined.
        return isKnown && body[10] == 0 && body[11] == 0 && body[12] <= 1 ? header : null;
    }

    private static int Side(ReadOnlySpan<byte> s) => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(s));
}
