using System.Buffers.Binary;

namespace PluginRender.Media;

/// <summary>A box of an ISO base media file (ISO/IEC 14496-12, 4.2).</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Body">Its contents, within the file.</param>
internal readonly record struct HeifBox(string Type, Range Body);

/// <summary>Finds boxes.</summary>
internal static class HeifBoxes
{
    /// <summary>No file has as many; each would take some ten times its bytes.</summary>
    private const int MaximumBoxes = 1 << 18;

    /// <summary>The boxes of a part of a file, in order; what does not fit into it is left out.</summary>
    public static List<HeifBox> In(ReadOnlySpan<byte> file, Range part)
    {
        (int start, int length) = part.GetOffsetAndLength(file.Length);
        var boxes = new List<HeifBox>();
        long at = start, end = start + length;
        while (at + 8 <= end && boxes.Count < MaximumBoxes)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            int head = 8;
            if (size == 1 && at + 16 <= end) (size, head) = ((long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(file[(int)(at + 8)..])), 16);
            else if (size == 0) size = end - at;
            if (size < head || size > end - at) break;
            boxes.Add(new HeifBox(System.Text.Encoding.Latin1.GetString(file.Slice((int)at + 4, 4)), (int)(at + head)..(int)(at + size)));
            at += size;
        }

        return boxes;
    }

    /// <summary>The body of the first box of a type; null where there is none.</summary>
    public static Range? First(IEnumerable<HeifBox> boxes, string type)
    {
        foreach (HeifBox box in boxes)
        {
            if (box.Type == type) return box.Body;
        }

        return null;
    }
}
