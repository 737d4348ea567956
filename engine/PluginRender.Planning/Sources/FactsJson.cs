using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PluginRender.Planning;

/// <summary>Source facts as canonical JSON, in plans and in caches: the same facts give the same bytes.</summary>
public static class FactsJson
{
    /// <summary>The facts alone, indented, ending in a line feed.</summary>
    public static string Write(PictureFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Encoding.UTF8.GetString(PlanJson.Bytes(writer => WriteObject(writer, facts))) + "\n";
    }

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <exception cref="PlanException">It is something else; says where.</exception>
    public static PictureFacts Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            return ReadObject(new PlanObject(document.RootElement, "$"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new PlanException("$", $"is not JSON ({e.Message})");
        }
    }

    /// <summary>The facts as an object of a larger text.</summary>
    public static void WriteObject(Utf8JsonWriter writer, PictureFacts facts)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(facts);
        writer.WriteStartObject();
        writer.WriteStartArray("subjects");
        foreach (Subject subject in facts.Subjects) WriteSubject(writer, subject);
        writer.WriteEndArray();
        writer.WriteStartArray("tags");
        foreach (PictureTag tag in facts.Tags)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tag.Name);
            writer.WriteNumber("score", tag.Score);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (facts.TextScore is { } score) writer.WriteNumber("textScore", score);
        if (facts.Mask is { } mask)
        {
            writer.WriteStartObject("mask");
            writer.WriteNumber("width", mask.Width);
            writer.WriteNumber("height", mask.Height);
            writer.WriteString("sha256", mask.Sha256);
            if (facts.MaskSamples is { } samples) writer.WriteBase64String("samples", samples.Packed);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    internal static PictureFacts ReadObject(PlanObject facts)
    {
        var read = new PictureFacts(
            [.. facts.Array("subjects").Select(s => ReadSubject(s.Object()))],
            [.. facts.Array("tags").Select(t => ReadTag(t.Object()))],
            TextScore(facts));
        if (facts.Has("mask")) read = WithMask(read, facts.Object("mask"));
        facts.RefuseOthers();
        return read;
    }

    private static void WriteSubject(Utf8JsonWriter writer, Subject subject)
    {
        writer.WriteStartObject();
        writer.WriteString("label", subject.Label);
        writer.WriteNumber("score", subject.Score);
        writer.WriteString("source", PlanWords.Of(subject.Source));
        WriteNumbers(writer, "box", subject.Box.Left, subject.Box.Top, subject.Box.Width, subject.Box.Height);
        WriteNumbers(writer, "center", subject.Center.X, subject.Center.Y);
        if (subject.TextScore is { } score) writer.WriteNumber("textScore", score);
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, params ReadOnlySpan<double> numbers)
    {
        writer.WriteStartArray(name);
        foreach (double number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static Subject ReadSubject(PlanObject subject)
    {
        ImmutableArray<double> box = subject.Numbers("box", 4, 0, 1);
        ImmutableArray<double> center = subject.Numbers("center", 2, 0, 1);
        var read = new Subject(
            subject.Text("label"), subject.Number("score", 0, 1), subject.Word<SubjectSource>("source"),
            new PictureBox(box[0], box[1], box[2], box[3]), new PicturePoint(center[0], center[1]), TextScore(subject));
        subject.RefuseOthers();
        return read;
    }

    private static PictureTag ReadTag(PlanObject tag)
    {
        var read = new PictureTag(tag.Text("name"), tag.Number("score", 0, 1));
        tag.RefuseOthers();
        return read;
    }

    private static PictureFacts WithMask(PictureFacts facts, PlanObject mask)
    {
        var reference = new MaskReference(mask.Integer("width", 1, 4096), mask.Integer("height", 1, 4096), mask.Hash("sha256"));
        MaskSamples? samples = null;
        if (mask.Has("samples"))
        {
            samples = MaskSamples.Read(mask.Bytes("samples"), reference)
                ?? throw new PlanException(mask.PathOf("samples"), string.Create(CultureInfo.InvariantCulture, $"are not the {reference.Width}x{reference.Height} samples with SHA-256 {reference.Sha256[..8]}: they are damaged, or were edited"));
        }

        mask.RefuseOthers();
        return facts with { Mask = reference, MaskSamples = samples };
    }

    private static double? TextScore(PlanObject of) => of.Has("textScore") ? of.Number("textScore", -1, 1) : null;
}
