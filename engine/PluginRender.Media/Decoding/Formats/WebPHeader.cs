using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The chunks of a WebP (RFC 9649).</summary>
internal static class WebPHeader
{
    /// <summary>What they say.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        (int width, int height, int orientation) = (0, 0, 1);
        bool complete = file.Length >= BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L;
        for (int at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> type = file.Slice(at, 4);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            ReadOnlySpan<byte> body = file[(at + 8)..(int)Math.Min(file.Length, at + 8L + length)];
            if (type.SequenceEqual("VP8X"u8) && body.Length >= 10)
                (width, height) = (1 + UInt24(body[4..]), 1 + UInt24(body[7..]));
            else if (type.SequenceEqual("VP8 "u8) && body.Length >= 10 && width == 0)
                (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3fff);
            else if (type.SequenceEqual("VP8L"u8) && body.Length >= 5 && width == 0)
                (width, height) = Lossless(BinaryPrimitives.ReadUInt32LittleEndian(body[1..]));
            else if (type.SequenceEqual("EXIF"u8))
                orientation = ExifOrientation.Of(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
            long next = at + 8L + length + (length & 1);
            if (next > file.Length) break;
            at = (int)next;
        }

        return new PictureHeader(PictureKind.WebP, width, height, orientation)
        {
            Refusal = complete ? null : new OtherFile("the file is cut off", "copy or export the picture again"),
        };

        static (int, int) Lossless(uint bits) => ((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1);
    }

    private static int UInt24(ReadOnlySpan<byte> s) => s[0] | (s[1] << 8) | (s[2] << 16);
}
