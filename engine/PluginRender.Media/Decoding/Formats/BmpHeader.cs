using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The header of a BMP: of OS/2 with 16-bit sizes, or of Windows.</summary>
internal static class BmpHeader
{
    /// <summary>Whether a file is a BMP by its first bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> file)
        => file.Length >= 26 && file.StartsWith("BM"u8) && BinaryPrimitives.ReadInt32LittleEndian(file[14..]) is 12 or (>= 16 and <= 256);

    /// <summary>Columns and rows; rows that come from the top have a negative number.</summary>
    public static (int Width, int Height) Size(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadInt32LittleEndian(file[14..]) == 12
        ? (BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), BinaryPrimitives.ReadUInt16LittleEndian(file[20..]))
        : (BinaryPrimitives.ReadInt32LittleEndian(file[18..]), Rows(BinaryPrimitives.ReadInt32LittleEndian(file[22..])));

    private static int Rows(int height) => height == int.MinValue ? int.MaxValue : Math.Abs(height);
}
