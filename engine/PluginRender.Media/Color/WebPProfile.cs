using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The ICCP chunk of a WebP (RFC 9649, 2.7.1.4).</summary>
internal static class WebPProfile
{
    /// <summary>What it says.</summary>
    public static PictureColor Read(ReadOnlySpan<byte> file)
    {
        for (long at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("ICCP"u8))
                return length <= chunk.Length - 8 ? PictureColor.OfProfile(chunk.Slice(8, (int)length).ToArray()) : new PictureColor(null, null, PictureColor.Damaged);
            // It stands before the picture's data.
            if (chunk.StartsWith("VP8 "u8) || chunk.StartsWith("VP8L"u8) || chunk.StartsWith("ANMF"u8)) break;
            at += 8L + length + (length & 1);
        }

        return PictureColor.Unsaid;
    }
}
