using System.Text;

namespace PluginRender.Projects.Json;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns.</summary>
internal sealed class LineIndex
{
    private readonly List<int> starts = [0];

    public LineIndex(ReadOnlySpan<byte> utf8)
    {
        for (int i = 0; i < utf8.Length; i++)
            if (utf8[i] == (byte)'\n') starts.Add(i + 1);
    }

    public TextPosition Locate(int offset, ReadOnlySpan<byte> utf8)
    {
        int found = starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return new TextPosition(line + 1, Encoding.UTF8.GetCharCount(utf8[starts[line]..offset]) + 1);
    }
}
