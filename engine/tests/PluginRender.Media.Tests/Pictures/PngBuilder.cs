using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace PluginRender.Media.Tests;

/// <summary>Writes PNGs chunk by chunk, right or wrong.</summary>
internal sealed class PngBuilder(int width, int height, int depth, int color, bool interlaced = false)
{
    private static readonly (int Left, int Top, int X, int Y)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly List<byte> file = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private int Samples => color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>The header.</summary>
    public PngBuilder Header()
    {
        byte[] body = [0, 0, 0, 0, 0, 0, 0, 0, (byte)depth, (byte)color, 0, 0, (byte)(interlaced ? 1 : 0)];
        BinaryPrimitives.WriteInt32BigEndian(body, width);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4), height);
        return Chunk("IHDR", body);
    }

    /// <summary>A chunk, whose check value may be wrong.</summary>
    public PngBuilder Chunk(string type, byte[] body, bool isIntact = true)
    {
        byte[] name = Encoding.ASCII.GetBytes(type), number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.AddRange([.. number, .. name, .. body]);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32([.. name, .. body]) ^ (isIntact ? 0u : 1u));
        file.AddRange(number);
        return this;
    }

    /// <summary>The rows, each filtered by <paramref name="filter"/> (-1: all filters in turn), compressed.</summary>
    public byte[] Data(Func<int, int, int[]> pixel, int filter = 0)
    {
        var raw = new MemoryStream();
        foreach ((int left, int top, int stepX, int stepY) in interlaced ? Passes : [(0, 0, 1, 1)])
        {
            byte[] above = [];
            int row = 0;
            for (int y = top; y < height && left < width; y += stepY, row++)
            {
                byte[] bytes = Pack([.. Enumerable.Range(0, ((width - left - 1) / stepX) + 1).SelectMany(i => pixel(left + (i * stepX), y))]);
                int kind = filter < 0 ? row % 5 : filter;
                raw.WriteByte((byte)kind);
                raw.Write(Filtered(bytes, above, kind));
                above = bytes;
            }
        }

        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(raw.ToArray());
        return packed.ToArray();
    }

    /// <summary>The file, with its end chunk or without.</summary>
    public byte[] End(bool withEnd = true)
    {
        if (withEnd) Chunk("IEND", []);
        return [.. file];
    }

    private byte[] Pack(int[] samples)
    {
        if (depth == 16) return [.. samples.SelectMany(s => new[] { (byte)(s >> 8), (byte)s })];
        if (depth == 8) return [.. samples.Select(s => (byte)s)];
        var packed = new byte[((samples.Length * depth) + 7) / 8];
        for (int i = 0; i < samples.Length; i++) packed[i * depth / 8] |= (byte)(samples[i] << (8 - depth - (i * depth % 8)));
        return packed;
    }

    private byte[] Filtered(byte[] row, byte[] above, int filter)
    {
        int step = Math.Max(1, Samples * depth / 8);
        return [.. row.Select((value, i) =>
        {
            int left = i >= step ? row[i - step] : 0, up = i < above.Length ? above[i] : 0, corner = i >= step && i - step < above.Length ? above[i - step] : 0;
            return (byte)(value - filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
        })];
    }

    private static int Paeth(int left, int up, int corner)
    {
        int p = left + up - corner, a = Math.Abs(p - left), b = Math.Abs(p - up), c = Math.Abs(p - corner);
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
