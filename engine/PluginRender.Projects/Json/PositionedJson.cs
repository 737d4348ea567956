using System.Text;
using System.Text.Json;

namespace PluginRender.Projects.Json;

/// <summary>Reads JSON with comments and trailing commas into values that know their positions.</summary>
internal static class PositionedJson
{
    private const int MaximumDepth = 32;
    private const int MaximumTextBytes = 64 * 1024;
    private const int MaximumMembers = 1000;
    private const int MaximumValues = 1_000_000;

    /// <exception cref="InvalidInputException">The text is not JSON; one diagnostic.</exception>
    public static JsonValue Read(string file, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var lines = new LineIndex(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            // One more than is read: the depth is refused below, with a message of its own.
            MaxDepth = MaximumDepth + 1,
        });
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            throw Refuse(file, new TextPosition(1, 1), "the file is empty", "begin the file with {");
        try
        {
            reader.Read();
            int values = 0;
            JsonValue root = ReadValue(ref reader, lines, utf8, file, ref values);
            // Throws where anything but comments follows.
            reader.Read();
            return root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader counts lines from 0 and columns in bytes.
            TextPosition position = e is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
                ? lines.Locate(line, column, utf8)
                : lines.Locate((int)Math.Min(reader.TokenStartIndex, utf8.Length), utf8);
            throw Refuse(file, position, $"this is not JSON: {ShownText.Short(FirstSentence(e.Message), 120)}", "correct the text at this place");
        }
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader, LineIndex lines, ReadOnlySpan<byte> utf8, string file, ref int values)
    {
        TextPosition position = lines.Locate((int)reader.TokenStartIndex, utf8);
        if (reader.CurrentDepth >= MaximumDepth)
            throw Refuse(file, position, $"this is nested deeper than {MaximumDepth} levels", "a project needs no more than 6");
        if (++values > MaximumValues)
            throw Refuse(file, position, $"this is value number {values}", $"keep a project within {MaximumValues} values");
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<JsonMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    TextPosition at = lines.Locate((int)reader.TokenStartIndex, utf8);
                    string name = Text(ref reader, file, at);
                    if (members.Count == MaximumMembers)
                        throw Refuse(file, at, $"this is member number {MaximumMembers + 1} of an object", $"give an object at most {MaximumMembers} members");
                    reader.Read();
                    members.Add(new JsonMember(name, at, ReadValue(ref reader, lines, utf8, file, ref values)));
                }

                return new JsonObject(position, members);
            case JsonTokenType.StartArray:
                var items = new List<JsonValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue(ref reader, lines, utf8, file, ref values));
                return new JsonArray(position, items);
            case JsonTokenType.String:
                return new JsonText(position, Text(ref reader, file, position));
            case JsonTokenType.Number:
                return new JsonNumber(position, Encoding.ASCII.GetString(reader.ValueSpan));
            default:
                return new JsonLiteral(position, reader.TokenType switch
                {
                    JsonTokenType.True => true,
                    JsonTokenType.False => false,
                    _ => null,
                });
        }
    }

    private static string Text(ref Utf8JsonReader reader, string file, TextPosition position) => reader.ValueSpan.Length <= MaximumTextBytes
        ? reader.GetString()!
        : throw Refuse(file, position, $"this text has {reader.ValueSpan.Length} bytes", $"keep a text within {MaximumTextBytes} bytes");

    private static InvalidInputException Refuse(string file, TextPosition position, string problem, string remedy)
        => new([new Diagnostic(file, position, problem, remedy)]);

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        string sentence = end < 0 ? message : message[..end];
        int path = sentence.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (path < 0 ? sentence : sentence[..path]).TrimEnd('.');
    }
}
