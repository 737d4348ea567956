using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace PluginRender.Build.Tests.Detection;

/// <summary>Writes pictures by formula: PNG, 8-bit RGB (ISO/IEC 15948).</summary>
internal static class PngFile
{
    public static void Write(string path, int width, int height, Func<double, double, (byte Red, byte Green, byte Blue)> color)
    {
        using var pixels = new MemoryStream();
        using (var deflate = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[1 + (3 * width)];
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                    (row[1 + (3 * x)], row[2 + (3 * x)], row[3 + (3 * x)]) = color((x + 0.5) / width, (y + 0.5) / height);
                deflate.Write(row);
            }
        }

        Write(path, width, height, pixels.ToArray());
    }

    /// <summary>A file that says of itself what a good one says, and whose pixels no decoder can read.</summary>
    public static void WriteBroken(string path, int width, int height) => Write(path, width, height, [.. Enumerable.Repeat((byte)0x55, 500)]);

    private static void Write(string path, int width, int height, byte[] compressed)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using FileStream file = File.Create(path);
        file.Write([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, compressed);
        Chunk(file, "IEND"u8, []);
    }

    private static void Chunk(FileStream file, ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. type, .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        file.Write(number);
    }
}
