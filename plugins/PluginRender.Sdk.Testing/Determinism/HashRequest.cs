using System.Collections.Immutable;
using System.Text.Json;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Sdk.Testing;

/// <summary>Tells another process, in a file, which effect's frames to hash.</summary>
internal static class HashRequest
{
    public static void Write(string file, TestedEffect effect)
    {
        using FileStream stream = File.Create(file);
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteString("folder", effect.Plugin.Folder);
        writer.WriteString("effect", effect.Descriptor.Id);
        writer.WriteStartObject("parameters");
        foreach (NamedValue value in effect.Values)
        {
            writer.WritePropertyName(value.Name);
            PlanJson.WriteValue(writer, value.Value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static ImmutableArray<string> Answer(string file)
    {
        using JsonDocument request = JsonDocument.Parse(File.ReadAllBytes(file));
        using TestedPlugin plugin = TestedPlugin.Load(request.RootElement.GetProperty("folder").GetString()!);
        string id = request.RootElement.GetProperty("effect").GetString()!;
        EffectDescriptor descriptor = plugin.Effects.Single(e => e.Id == id);
        return
        [
            .. FrameHashes.Of(plugin.Effect(id, [.. request.RootElement.GetProperty("parameters").EnumerateObject()
                .Select(p => (p.Name, Plain(descriptor.Parameters.Single(d => d.Name == p.Name).Kind, p.Value)))])),
        ];
    }

    private static object Plain(ParameterKind kind, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when kind == ParameterKind.Integer => value.GetInt64(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Array => value.EnumerateArray().Select(v => v.GetDouble()).ToArray(),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetBoolean(),
    };
}
