using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The chunks of a PNG (ISO/IEC 15948, 5.3).</summary>
internal static class PngHeader
{
    /// <summary>What they say.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
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
            if (type.SequenceEqual("eXIf"u8)) orientation = ExifOrientation.Of(body);
            if (type.SequenceEqual("IEND"u8)) complete = true;
            at += 12 + (int)length;
        }

        return new PictureHeader(PictureKind.Png, width, height, orientation)
        {
            Refusal = complete ? null : new OtherFile("the file is cut off", "copy or export the picture again"),
        };
    }

    private static int Dimension(ReadOnlySpan<byte> s) => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(s));
}
