using System.Text;

namespace PluginRender.Projects.Json;

/// <summary>
/// Turns byte offsets of a UTF-8 text into lines and columns. Asked in rising order it counts every byte once,
/// so that a text of one long line costs no more than one of many.
/// </summary>
internal sealed class LineIndex
{
    private readonly List<int> starts = [0];
    private int lastOffset;
    private TextPosition last = new(1, 1);

    public LineIndex(ReadOnlySpan<byte> utf8)
    {
        for (int i = 0; i < utf8.Length; i++)
            if (utf8[i] == (byte)'\n') starts.Add(i + 1);
    }

    public TextPosition Locate(int offset, ReadOnlySpan<byte> utf8)
    {
        int found = starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        bool onward = last.Line == line + 1 && offset >= lastOffset;
        int from = onward ? lastOffset : starts[line];
        last = new TextPosition(line + 1, (onward ? last.Column : 1) + Encoding.UTF8.GetCharCount(utf8[from..offset]));
        lastOffset = offset;
        return last;
    }

    /// <summary>The position of a byte of a line, both counted from 0; past the text it is the text's end.</summary>
    public TextPosition Locate(long line, long byteInLine, ReadOnlySpan<byte> utf8)
        => Locate((int)Math.Min(starts[(int)Math.Min(line, starts.Count - 1)] + byteInLine, utf8.Length), utf8);
}
