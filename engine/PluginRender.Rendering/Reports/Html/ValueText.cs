using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>A parameter's value as it stands in a project file, strings without their quotes.</summary>
internal static class ValueText
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ParameterValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed)) PlanJson.WriteValue(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray()).Trim('"');
    }
}
