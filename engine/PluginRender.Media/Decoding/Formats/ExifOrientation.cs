using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The orientation that Exif says (CIPA DC-008, 4.6.4).</summary>
internal static class ExifOrientation
{
    // TIFF 6.0, section 2. The standard asks for a short; some programs write others, which photo viewers take too.
    private const int Byte = 1, Short = 3, Long = 4;

    /// <summary>Tag 0x0112 of the first directory of a TIFF structure; 1 when it is not there.</summary>
    public static int Of(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8))) return 1;
        bool little = tiff[0] == (byte)'I';
        long directory = U32(tiff[4..]);
        if (directory + 2 > tiff.Length) return 1;
        int entries = U16(tiff[(int)directory..]);
        for (int i = 0; i < entries; i++)
        {
            long at = directory + 2 + (12L * i);
            if (at + 12 > tiff.Length) return 1;
            if (U16(tiff[(int)at..]) == 0x0112) return Value(U16(tiff[(int)(at + 2)..]), tiff[(int)(at + 8)..]) is >= 1 and <= 8 and uint value ? (int)value : 1;
        }

        return 1;

        uint Value(int type, ReadOnlySpan<byte> s) => type switch { Byte => s[0], Short => (uint)U16(s), Long => U32(s), _ => 0 };
        int U16(ReadOnlySpan<byte> s) => little ? BinaryPrimitives.ReadUInt16LittleEndian(s) : BinaryPrimitives.ReadUInt16BigEndian(s);
        uint U32(ReadOnlySpan<byte> s) => little ? BinaryPrimitives.ReadUInt32LittleEndian(s) : BinaryPrimitives.ReadUInt32BigEndian(s);
    }
}
