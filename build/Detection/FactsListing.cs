using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Detection;

/// <summary>Writes facts down for people and for programs.</summary>
internal static class FactsListing
{
    /// <summary>A line for the picture, and one for each subject.</summary>
    public static IEnumerable<string> Lines(ProjectSegment segment, PictureFacts facts)
    {
        string tags = string.Join(", ", facts.Tags.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name} {t.Score:0.00}")));
        string text = facts.TextScore is { } score ? string.Create(CultureInfo.InvariantCulture, $", text {score:0.00}") : "";
        yield return $"{segment.Id} ({((ProjectSource.Image)segment.Source).RelativePath}): {(facts.Subjects.IsEmpty ? "nothing stands out" : Counted.Of(facts.Subjects.Length, "subject"))}{text}{(tags.Length > 0 ? "; " : "")}{tags}";
        foreach (Subject subject in facts.Subjects)
        {
            string fits = subject.TextScore is { } subjectScore ? string.Create(CultureInfo.InvariantCulture, $", text {subjectScore:0.00}") : "";
            yield return string.Create(CultureInfo.InvariantCulture,
                $"  {ShownText.Line(subject.Label)} {subject.Score:0.00}: {100 * subject.Box.Width:0.0}% x {100 * subject.Box.Height:0.0}% at {100 * subject.Box.Left:0.0}%, {100 * subject.Box.Top:0.0}%; center {100 * subject.Center.X:0.0}%, {100 * subject.Center.Y:0.0}%{fits}");
        }
    }

    /// <summary>All facts, by segment, as a plan has them.</summary>
    public static byte[] Json(RenderProject project, IReadOnlyDictionary<string, PictureFacts> facts)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (ProjectSegment segment in project.Segments.Where(s => facts.ContainsKey(s.Id)))
            {
                writer.WriteStartObject();
                writer.WriteString("id", segment.Id);
                writer.WriteString("image", ((ProjectSource.Image)segment.Source).RelativePath);
                writer.WritePropertyName("facts");
                FactsJson.WriteObject(writer, facts[segment.Id] with { MaskSamples = null });
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }
}
