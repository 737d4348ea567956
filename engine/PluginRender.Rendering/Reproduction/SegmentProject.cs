using System.Text.Encodings.Web;
using System.Text.Json;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>Writes a plan of one segment as a project file, for a person to render or to change.</summary>
internal static class SegmentProject
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(RenderPlan plan, OutputProfile profile, double crf)
    {
        PlannedSegment segment = plan.Segments.Single();
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", 1);
            writer.WriteStartObject("output");
            writer.WriteNumber("width", plan.Width);
            writer.WriteNumber("height", plan.Height);
            writer.WriteString("fps", plan.Rate.ToString());
            writer.WriteString("profile", profile == OutputProfile.Delivery ? "delivery" : "draft");
            writer.WriteNumber("crf", crf);
            writer.WriteEndObject();
            writer.WriteStartArray("segments");
            WriteSegment(writer, segment, (decimal)segment.FrameCount * plan.Rate.Denominator / plan.Rate.Numerator);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    private static void WriteSegment(Utf8JsonWriter writer, PlannedSegment segment, decimal seconds)
    {
        writer.WriteStartObject();
        writer.WriteString("id", segment.Id);
        writer.WriteStartObject("source");
        if (segment.Source is PlannedSource.Picture picture) writer.WriteString("image", picture.Path);
        if (segment.Source is PlannedSource.Color color) writer.WriteString("color", color.Value.ToString());
        writer.WriteEndObject();
        writer.WriteNumber("duration", seconds);
        writer.WriteStartArray("effects");
        foreach (PlannedEffect effect in segment.Effects)
        {
            writer.WriteStartObject();
            writer.WriteString("effect", effect.Id);
            foreach (NamedValue parameter in effect.Parameters)
            {
                writer.WritePropertyName(parameter.Name);
                PlanJson.WriteValue(writer, parameter.Value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
