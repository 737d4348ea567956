using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The marker segments before the first scan of a JPEG (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    /// <summary>What they say.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
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
            if (marker == 0xe1 && body.StartsWith("Exif\0\0"u8)) orientation = ExifOrientation.Of(body[6..]);
            if (marker == 0xda) break;
            at += 2 + length;
        }

        bool complete = at < file.Length && file[at..].LastIndexOf((ReadOnlySpan<byte>)[0xff, 0xd9]) > 0;
        return new PictureHeader(PictureKind.Jpeg, width, height, orientation)
        {
            Refusal = complete ? null : new OtherFile("the file is cut off", "copy or export the picture again"),
        };
    }
}
