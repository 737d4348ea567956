using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>What the bytes of a picture file say before it is decoded.</summary>
/// <param name="Decoder">libavcodec's decoder for it.</param>
/// <param name="Width">Stored columns.</param>
/// <param name="Height">Stored rows.</param>
/// <param name="Orientation">EXIF orientation, 1–8 (CIPA DC-008, 4.6.4); 1 is upright.</param>
/// <param name="IsComplete">Whether the file's end is there.</param>
internal readonly record struct PictureHeader(string Decoder, int Width, int Height, int Orientation, bool IsComplete)
{
    /// <summary>The formats that are read.</summary>
    public const string Formats = "JPEG, PNG or WebP";

    /// <summary>Columns once upright.</summary>
    public int UprightWidth => Orientation >= 5 ? Height : Width;

    /// <summary>Rows once upright.</summary>
    public int UprightHeight => Orientation >= 5 ? Width : Height;

    /// <summary>Recognizes a file by its contents, never by its name; null when it is none of the formats.</summary>
    public static PictureHeader? Parse(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return Jpeg(file);
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return Png(file);
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8)) return WebP(file);
        return null;
    }

    private static PictureHeader Jpeg(ReadOnlySpan<byte> file)
    {
        (int width, int height, int orientation) = (0, 0, 1);
        int at = 2;
        while (at + 4 <= file.Length && file[at] == 0xff)
        {
            byte marker = file[at + 1];
            if (marker == 0xff)
            {
                at++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            ReadOnlySpan<byte> body = file[(at + 4)..Math.Clamp(at + 2 + length, at + 4, file.Length)];
            // SOF0 to SOF15 without DHT, JPG and DAC, which share their range (ITU-T T.81, table B.1).
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc) && body.Length >= 5)
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
            if (marker == 0xe1 && body.StartsWith("Exif\0\0"u8)) orientation = Exif(body[6..]);
            if (marker == 0xda) break;
            at += 2 + length;
        }

        bool complete = at < file.Length && file[at..].LastIndexOf((ReadOnlySpan<byte>)[0xff, 0xd9]) > 0;
        return new PictureHeader("mjpeg", width, height, orientation, complete);
    }

    private static PictureHeader Png(ReadOnlySpan<byte> file)
    {
        (int width, int height, int orientation, bool complete) = (0, 0, 1, false);
        for (int at = 8; at + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            ReadOnlySpan<byte> type = file.Slice(at + 4, 4);
            if (length > file.Length - at - 12) break;
            ReadOnlySpan<byte> body = file.Slice(at + 8, (int)length);
            if (type.SequenceEqual("IHDR"u8) && length >= 8)
                (width, height) = (Dimension(body), Dimension(body[4..]));
            if (type.SequenceEqual("eXIf"u8)) orientation = Exif(body);
            if (type.SequenceEqual("IEND"u8)) complete = true;
            at += 12 + (int)length;
        }

        return new PictureHeader("png", width, height, orientation, complete);
    }

    private static PictureHeader WebP(ReadOnlySpan<byte> file)
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
                orientation = Exif(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
            long next = at + 8L + length + (length & 1);
            if (next > file.Length) break;
            at = (int)next;
        }

        return new PictureHeader("webp", width, height, orientation, complete);

        static (int, int) Lossless(uint bits) => ((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1);
    }

    /// <summary>Tag 0x0112 of the first directory of a TIFF structure; 1 when it is not there.</summary>
    private static int Exif(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8) return 1;
        bool little = tiff[0] == (byte)'I';
        long directory = U32(tiff[4..]);
        if (directory + 2 > tiff.Length) return 1;
        int entries = U16(tiff[(int)directory..]);
        for (int i = 0; i < entries; i++)
        {
            long at = directory + 2 + (12L * i);
            if (at + 12 > tiff.Length) return 1;
            if (U16(tiff[(int)at..]) == 0x0112) return U16(tiff[(int)(at + 8)..]) is >= 1 and <= 8 and int value ? value : 1;
        }

        return 1;

        int U16(ReadOnlySpan<byte> s) => little ? BinaryPrimitives.ReadUInt16LittleEndian(s) : BinaryPrimitives.ReadUInt16BigEndian(s);
        uint U32(ReadOnlySpan<byte> s) => little ? BinaryPrimitives.ReadUInt32LittleEndian(s) : BinaryPrimitives.ReadUInt32BigEndian(s);
    }

    private static int Dimension(ReadOnlySpan<byte> s) => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(s));

    private static int UInt24(ReadOnlySpan<byte> s) => s[0] | (s[1] << 8) | (s[2] << 16);
}
