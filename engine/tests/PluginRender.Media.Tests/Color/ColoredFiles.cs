using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace PluginRender.Media.Tests.Color;

/// <summary>
/// Pictures of 64x48 with 200,80,60 and 60,180,90 above 60,90,200 and 224,180,150, and what says which colors those are.
/// </summary>
internal static class ColoredFiles
{
    private const string JpegText =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
        + "EBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wAARCAAwAEADASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAAYICQf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAGQEBAQEAAwAAAAAAAAAAAAAAAAgHBAUJ/8QAGhEBAAMBAQEA"
        + "AAAAAAAAAAAAABdko+MT4v/aAAwDAQACEQMRAD8AmgGXqlAAWoDmvM0ABFCJG1wley6LAmijrzWwiQhK9l0Joo683tY0qMY82SxFcz+2ahpUPMiK5n9uf4C33TAAOgACJFAAAP/Z";

    private const string GrayJpegText =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAwAEABAREA/8QAFwABAQEBAAAAAAAAAAAAAAAAAAYJB//EABQQAQAA"
        + "AAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AmgFqAigFqAigFqA4oA0AAZ/gNAAGf4DQAB//2Q==";

    private const string WebPText = "UklGRkQAAABXRUJQVlA4TDcAAAAvP8ALAB8gECAkitCmWSBAyBAnWJZAgBhTIkKlsPkPZ4o2AZEAiSc96UkTnRjR/wkIDn07Fn0DAA==";

    /// <summary>A JPEG of 4:2:0 with a profile in parts.</summary>
    public static byte[] Jpeg(params byte[][] segments) => Insert(Convert.FromBase64String(JpegText), segments);

    /// <summary>A JPEG of the colors' gray.</summary>
    public static byte[] GrayJpeg(params byte[][] segments) => Insert(Convert.FromBase64String(GrayJpegText), segments);

    /// <summary>An APP2 segment with part of a profile.</summary>
    public static byte[] App2(int part, int parts, ReadOnlySpan<byte> body)
    {
        byte[] segment = [0xff, 0xe2, 0, 0, .. "ICC_PROFILE\0"u8, (byte)part, (byte)parts, .. body];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(segment.Length - 2));
        return segment;
    }

    /// <summary>A lossless WebP in the extended format, with a profile.</summary>
    public static byte[] WebP(byte[] profile)
    {
        byte[] plain = Convert.FromBase64String(WebPText);
        byte[] body =
        [
            .. "WEBP"u8, .. Chunk("VP8X", [0x20, 0, 0, 0, 63, 0, 0, 47, 0, 0]), .. Chunk("ICCP", profile), .. plain[12..],
        ];
        return [.. "RIFF"u8, .. Little(body.Length), .. body];

        static byte[] Chunk(string name, byte[] body) => [.. Encoding.ASCII.GetBytes(name), .. Little(body.Length), .. body, .. new byte[body.Length % 2]];

        static byte[] Little(int value)
        {
            byte[] bytes = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            return bytes;
        }
    }

    /// <summary>A PNG with chunks before its data.</summary>
    public static byte[] Png(params byte[][] chunks)
    {
        (byte, byte, byte)[] colors = [(200, 80, 60), (60, 180, 90), (60, 90, 200), (224, 180, 150)];
        byte[] rows = new byte[48 * ((64 * 3) + 1)];
        for (int y = 0; y < 48; y++)
        {
            for (int x = 0; x < 64; x++)
                (rows[(y * 193) + 1 + (3 * x)], rows[(y * 193) + 2 + (3 * x)], rows[(y * 193) + 3 + (3 * x)]) = colors[(2 * (y / 24)) + (x / 32)];
        }

        return Png(2, 8, rows, chunks);
    }

    /// <summary>A PNG of one gray, 8 or 16 bits, as <paramref name="type"/> has samples.</summary>
    public static byte[] FlatPng(byte type, byte depth, ReadOnlySpan<byte> pixel, params byte[][] chunks)
    {
        byte[] row = new byte[1 + (64 * pixel.Length)], rows = new byte[48 * row.Length];
        for (int x = 0; x < 64; x++) pixel.CopyTo(row.AsSpan(1 + (x * pixel.Length)));
        for (int y = 0; y < 48; y++) row.CopyTo(rows, y * row.Length);
        return Png(type, depth, rows, chunks);
    }

    /// <summary>A chunk of a PNG.</summary>
    public static byte[] Chunk(string name, ReadOnlySpan<byte> body)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(name), .. body, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }

    /// <summary>A chunk with numbers.</summary>
    public static byte[] Numbers(string name, params int[] numbers)
    {
        byte[] body = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4 * i), numbers[i]);
        return Chunk(name, body);
    }

    /// <summary>A chunk with a compressed profile.</summary>
    public static byte[] Iccp(byte[] profile) => Chunk("iCCP", [.. "p\0\0"u8, .. Deflate(profile)]);

    private static byte[] Insert(byte[] jpeg, byte[][] segments) => [.. jpeg[..2], .. segments.SelectMany(s => s), .. jpeg[2..]];

    private static byte[] Png(byte type, byte depth, byte[] rows, byte[][] chunks) =>
    [
        0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", [0, 0, 0, 64, 0, 0, 0, 48, depth, type, 0, 0, 0]),
        .. chunks.SelectMany(c => c), .. Chunk("IDAT", Deflate(rows)), .. Chunk("IEND", ReadOnlySpan<byte>.Empty),
    ];

    private static byte[] Deflate(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionMode.Compress)) zlib.Write(bytes);
        return target.ToArray();
    }
}
