using System.Buffers.Binary;

namespace PluginRender.Media.Tests.Pictures;

/// <summary>
/// Writes JPEGs of any components, sampling and markers (ITU-T T.81): four flat quadrants, so that a block is its DC coefficient and
/// samples are exactly those that are asked for.
/// </summary>
internal sealed class TestJpeg
{
    public int Width { get; init; } = 64;

    public int Height { get; init; } = 64;

    /// <summary>0xc0 for baseline; 0xc2 for a progressive one of a single scan with DC coefficients.</summary>
    public byte Process { get; init; } = 0xc0;

    /// <summary>What the file says; samples are of 8 bits.</summary>
    public byte Precision { get; init; } = 8;

    public byte[] Ids { get; init; } = [1, 2, 3];

    public (int X, int Y)[] Sampling { get; init; } = [(1, 1), (1, 1), (1, 1)];

    /// <summary>For each component its samples at the top left, top right, bottom left and bottom right.</summary>
    public required byte[][] Quadrants { get; init; }

    /// <summary>APP segments, which come first.</summary>
    public byte[][] Segments { get; init; } = [];

    public static byte[] Jfif { get; } = Segment(0xe0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

    public static byte[] Adobe(byte transform) => Segment(0xee, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);

    public static byte[] Segment(byte marker, byte[] body) => [0xff, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    /// <summary>An Exif segment that has the orientation alone.</summary>
    public static byte[] Exif(int orientation, bool little = false, int type = 3, string prefix = "Exif\0\0")
    {
        byte[] tiff = new byte[26];
        (little ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        U32(4, 8);
        U16(8, 1);
        U16(10, 0x0112);
        U16(12, type);
        U32(14, 1);
        if (type == 1) tiff[18] = (byte)orientation;
        else if (type == 3) U16(18, orientation);
        else U32(18, orientation);
        return Segment(0xe1, [.. prefix.Select(c => (byte)c), .. tiff]);

        void U16(int at, int value)
        {
            if (little) BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)value);
            else BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)value);
        }

        void U32(int at, int value)
        {
            if (little) BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at), value);
            else BinaryPrimitives.WriteInt32BigEndian(tiff.AsSpan(at), value);
        }
    }

    /// <summary>Where a marker of the file stands.</summary>
    public static int Find(byte[] jpeg, byte marker) => jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, marker]);

    public byte[] Write()
    {
        var file = new List<byte> { 0xff, 0xd8 };
        foreach (byte[] segment in Segments) file.AddRange(segment);
        file.AddRange(Segment(0xdb, [0, .. Enumerable.Repeat((byte)1, 64)]));
        file.AddRange(Segment(Process, [Precision, (byte)(Height >> 8), (byte)Height, (byte)(Width >> 8), (byte)Width, (byte)Ids.Length,
            .. Ids.SelectMany((id, i) => new[] { id, (byte)((Sampling[i].X << 4) | Sampling[i].Y), (byte)0 })]));
        // Twelve codes of four bits for the sizes of DC coefficients, and one of a bit for the end of a block.
        file.AddRange(Segment(0xc4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(i => (byte)i)]));
        file.AddRange(Segment(0xc4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        byte last = Process == 0xc2 ? (byte)0 : (byte)63;
        file.AddRange(Segment(0xda, [(byte)Ids.Length, .. Ids.SelectMany(id => new byte[] { id, 0 }), 0, last, 0]));
        file.AddRange(Scan());
        return [.. file, 0xff, 0xd9];
    }

    private List<byte> Scan()
    {
        var bits = new BitWriter();
        int mostX = Sampling.Max(s => s.X), mostY = Sampling.Max(s => s.Y);
        // A scan of one component has no units (A.2.2).
        bool single = Ids.Length == 1;
        int unitX = single ? 8 : 8 * mostX, unitY = single ? 8 : 8 * mostY;
        int[] before = new int[Ids.Length];
        for (int my = 0; my * unitY < Height; my++)
        {
            for (int mx = 0; mx * unitX < Width; mx++)
            {
                for (int c = 0; c < Ids.Length; c++)
                {
                    (int blocksX, int blocksY) = single ? (1, 1) : Sampling[c];
                    for (int b = 0; b < blocksX * blocksY; b++)
                    {
                        // The middle of a block, in samples of the picture.
                        double x = (((mx * blocksX) + (b % blocksX) + 0.5) * unitX) / blocksX, y = (((my * blocksY) + (b / blocksX) + 0.5) * unitY) / blocksY;
                        int quadrant = (x < Width / 2.0 ? 0 : 1) + (y < Height / 2.0 ? 0 : 2);
                        int coefficient = 8 * (Quadrants[c][quadrant] - 128);
                        Put(bits, coefficient - before[c]);
                        before[c] = coefficient;
                    }
                }
            }
        }

        return bits.Finish();
    }

    private void Put(BitWriter bits, int difference)
    {
        int size = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Abs(difference));
        bits.Put(size, 4);
        bits.Put(difference < 0 ? difference + (1 << size) - 1 : difference, size);
        if (Process != 0xc2) bits.Put(0, 1);
    }

    private sealed class BitWriter
    {
        private readonly List<byte> bytes = [];
        private int held;
        private int count;

        public void Put(int value, int length)
        {
            for (int i = length - 1; i >= 0; i--)
            {
                held = (held << 1) | ((value >> i) & 1);
                if (++count < 8) continue;
                bytes.Add((byte)held);
                // A zero after 0xff tells it from a marker.
                if ((byte)held == 0xff) bytes.Add(0);
                (held, count) = (0, 0);
            }
        }

        public List<byte> Finish()
        {
            while (count != 0) Put(1, 1);
            return bytes;
        }
    }
}
