using System.Globalization;
using System.Text.Json;

namespace PluginRender.Planning;

/// <summary>The text of a plan, whose segments are taken from it one by one: as one document a large plan takes three times its text.</summary>
internal sealed class PlanText : IDisposable
{
    private const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    private readonly ReadOnlyMemory<byte> text;
    private readonly List<int> starts = [];
    private readonly List<int> ends = [];
    private readonly JsonDocument rest;

    /// <exception cref="JsonException">It is not JSON.</exception>
    public PlanText(ReadOnlyMemory<byte> text)
    {
        // Some editors begin a file with a byte order mark.
        this.text = text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
        (int start, int end) = FindSegments();
        rest = end == 0 ? JsonDocument.Parse(this.text, Options) : JsonDocument.Parse(Without(start, end), Options);
    }

    /// <summary>The plan; its array of segments is empty here.</summary>
    public PlanObject Root => new(rest.RootElement, "$");

    /// <summary>Reads each segment.</summary>
    /// <exception cref="JsonException">A member is there twice.</exception>
    public IEnumerable<PlannedSegment> Segments(Func<PlanObject, PlannedSegment> read)
    {
        for (int i = 0; i < starts.Count; i++)
        {
            using JsonDocument segment = JsonDocument.Parse(text[starts[i]..ends[i]], Options);
            yield return read(new PlanObject(segment.RootElement, string.Create(CultureInfo.InvariantCulture, $"$.segments[{i}]")));
        }
    }

    public void Dispose() => rest.Dispose();

    /// <summary>Where the array is; nowhere when there is none.</summary>
    private (int Start, int End) FindSegments()
    {
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        (int Start, int End) found = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return found;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isWanted = found.End == 0 && reader.ValueTextEquals("segments"u8);
            reader.Read();
            if (!isWanted || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            int start = (int)reader.TokenStartIndex;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                starts.Add((int)reader.TokenStartIndex);
                reader.Skip();
                ends.Add((int)reader.BytesConsumed);
            }

            found = (start, (int)reader.BytesConsumed);
        }

        return found;
    }

    /// <summary>The text with an empty array in the segments' place.</summary>
    private byte[] Without(int start, int end)
    {
        byte[] without = new byte[start + 2 + text.Length - end];
        text.Span[..start].CopyTo(without);
        "[]"u8.CopyTo(without.AsSpan(start));
        text.Span[end..].CopyTo(without.AsSpan(start + 2));
        return without;
    }
}
