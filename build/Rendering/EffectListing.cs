using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Build.Rendering;

/// <summary>Writes effects down for people and for programs.</summary>
public static class EffectListing
{
    /// <summary>One effect a paragraph, one parameter a line.</summary>
    public static string Text(IEnumerable<EffectDescriptor> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        var text = new StringBuilder();
        foreach (EffectDescriptor effect in effects)
        {
            text.Append(CultureInfo.InvariantCulture, $"{effect.Id} {effect.Version} ({effect.Plugin}): {effect.Summary}\n");
            foreach (ParameterDescriptor parameter in effect.Parameters)
            {
                string fallback = parameter.Default is null ? "required" : $"default {Value(parameter.Default)}";
                text.Append(CultureInfo.InvariantCulture, $"  {parameter.Name}: {ParameterForm.Describe(parameter)}, {fallback}. {parameter.Summary}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>An array of effects with everything that their metadata says.</summary>
    public static string Json(IEnumerable<EffectDescriptor> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        return Write(writer =>
        {
            writer.WriteStartArray();
            foreach (EffectDescriptor effect in effects)
            {
                writer.WriteStartObject();
                writer.WriteString("id", effect.Id);
                writer.WriteString("version", effect.Version);
                writer.WriteString("plugin", effect.Plugin);
                writer.WriteString("summary", effect.Summary);
                writer.WriteString("access", effect.Access.ToString());
                writer.WriteString("concurrency", effect.Concurrency.ToString());
                writer.WriteString("determinism", effect.Determinism.ToString());
                if (effect.UsesSubjectMask) writer.WriteBoolean("usesSubjectMask", true);
                if (effect.Memory is { } memory) WriteMemory(writer, memory);
                writer.WriteStartArray("parameters");
                foreach (ParameterDescriptor parameter in effect.Parameters) WriteParameter(writer, parameter);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }) + "\n";
    }

    private static void WriteMemory(Utf8JsonWriter writer, EffectMemory memory)
    {
        writer.WriteStartObject("memory");
        writer.WriteString("instance", memory.Instance);
        writer.WriteString("call", memory.Call);
        writer.WriteNumber("processMiB", memory.ProcessMiB);
        writer.WriteNumber("libraryMiB", memory.LibraryMiB);
        writer.WriteString("library", memory.Library);
        writer.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter writer, ParameterDescriptor parameter)
    {
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        writer.WriteString("kind", parameter.Kind.ToString());
        writer.WriteString("summary", parameter.Summary);
        if (parameter.Default is not null)
        {
            writer.WritePropertyName("default");
            PlanJson.WriteValue(writer, parameter.Default);
        }

        if (double.IsFinite(parameter.Minimum)) writer.WriteNumber("minimum", parameter.Minimum);
        if (double.IsFinite(parameter.Maximum)) writer.WriteNumber("maximum", parameter.Maximum);
        if (parameter.Unit.Length > 0) writer.WriteString("unit", parameter.Unit);
        if (parameter.Choices.Length > 0)
        {
            writer.WriteStartArray("choices");
            foreach (string choice in parameter.Choices) writer.WriteStringValue(choice);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>A value as a project file has it.</summary>
    internal static string Value(ParameterValue value) => Write(writer => PlanJson.WriteValue(writer, value));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
