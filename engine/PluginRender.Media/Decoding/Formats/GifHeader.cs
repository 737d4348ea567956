using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>The logical screen of a GIF (GIF89a, 18), which is what is shown; of several frames the first.</summary>
internal static class GifHeader
{
    /// <summary>Whether a file is a GIF by its first bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.Length >= 13 && (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8));

    /// <summary>Columns and rows.</summary>
    public static (int Width, int Height) Size(ReadOnlySpan<byte> file)
        => (BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]));

    /// <summary>Whether the file ends before its first frame does: the decoder takes what there is for all.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> file)
    {
        const byte Extension = 0x21, Image = 0x2c;
        int at = 13 + ColorTable(file[10]);
        while (at < file.Length && file[at] == Extension)
        {
            if (!TrySkipBlocks(file, at + 2, out at)) return true;
        }

        // The frame's place and size, its colors, and the bits that its codes begin with.
        if (at + 10 >= file.Length || file[at] != Image) return true;
        return !TrySkipBlocks(file, at + 10 + ColorTable(file[at + 9]) + 1, out _);
    }

    /// <summary>Bytes of the color table that packed flags tell of.</summary>
    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>Blocks of up to 255 bytes, each with its length before it, end with an empty one.</summary>
    private static bool TrySkipBlocks(ReadOnlySpan<byte> file, int at, out int end)
    {
        while (at < file.Length && file[at] != 0) at += 1 + file[at];
        end = at + 1;
        return at < file.Length;
    }
}
