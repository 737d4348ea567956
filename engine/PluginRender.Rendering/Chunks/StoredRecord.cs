using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>A record as it is stored: with a hash of its own, since a flipped bit in it could go into a report unnoticed.</summary>
internal static class StoredRecord
{
    private const string RecordMember = "Record";
    private const string HashMember = "RecordSha256";
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The record and the SHA-256 of its own text, as JSON in UTF-8.</summary>
    public static byte[] Write(ChunkRecord record) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName(RecordMember);
        ChunkRecordJson.Write(writer, record);
        writer.WriteString(HashMember, HashOf(record));
        writer.WriteEndObject();
    });

    /// <summary>False when it is not what <see cref="Write"/> wrote.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> text, [NotNullWhen(true)] out ChunkRecord? record)
    {
        record = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            ChunkRecord read = ChunkRecordJson.Read(document.RootElement.GetProperty(RecordMember));
            if (document.RootElement.Text(HashMember) != HashOf(read)) return false;
            record = read;
            return true;
        }
        catch (Exception e) when (JsonMembers.IsMismatch(e))
        {
            return false;
        }
    }

    private static string HashOf(ChunkRecord record)
        => Convert.ToHexStringLower(SHA256.HashData(Text(writer => ChunkRecordJson.Write(writer, record))));

    private static byte[] Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented)) write(writer);
        return stream.ToArray();
    }
}
