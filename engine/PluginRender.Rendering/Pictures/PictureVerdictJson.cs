using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>A verdict as it is kept: with a hash of its own, since a flipped bit would be told as what is wrong with a picture.</summary>
internal static class PictureVerdictJson
{
    private const string Verdict = "verdict", Picture = "picture", Problem = "problem", Remedy = "remedy", Notices = "notices", Hash = "sha256";
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string picture, PictureVerdict verdict) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName(Verdict);
        WriteMembers(writer, picture, verdict);
        writer.WriteString(Hash, HashOf(picture, verdict));
        writer.WriteEndObject();
    });

    /// <summary>Null when it is not what <see cref="Write"/> wrote of this picture.</summary>
    public static PictureVerdict? Read(ReadOnlyMemory<byte> text, string picture)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement members = document.RootElement.GetProperty(Verdict);
            PictureFault? fault = members.TextOrNull(Problem) is { } problem ? new PictureFault(problem, members.Text(Remedy)) : null;
            var read = new PictureVerdict(fault, ReadNotices(members));
            return members.Text(Picture) == picture && document.RootElement.Text(Hash) == HashOf(picture, read) ? read : null;
        }
        catch (Exception e) when (JsonMembers.IsMismatch(e))
        {
            return null;
        }
    }

    /// <summary>Notices as an array.</summary>
    public static void WriteNotices(Utf8JsonWriter writer, IEnumerable<string> notices)
    {
        writer.WriteStartArray(Notices);
        foreach (string notice in notices) writer.WriteStringValue(notice);
        writer.WriteEndArray();
    }

    /// <summary>What <see cref="WriteNotices"/> wrote.</summary>
    public static ImmutableArray<string> ReadNotices(JsonElement of)
        => [.. of.GetProperty(Notices).EnumerateArray().Select(n => n.GetString() ?? throw new FormatException("a notice is null"))];

    private static void WriteMembers(Utf8JsonWriter writer, string picture, PictureVerdict verdict)
    {
        writer.WriteStartObject();
        writer.WriteString(Picture, picture);
        if (verdict.Fault is { } fault)
        {
            writer.WriteString(Problem, fault.Problem);
            writer.WriteString(Remedy, fault.Remedy);
        }

        WriteNotices(writer, verdict.Notices);
        writer.WriteEndObject();
    }

    private static string HashOf(string picture, PictureVerdict verdict)
        => Convert.ToHexStringLower(SHA256.HashData(Text(writer => WriteMembers(writer, picture, verdict))));

    private static byte[] Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable)) write(writer);
        return stream.ToArray();
    }
}
