using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PluginRender.Sdk;

namespace PluginRender.Build.Rendering;

/// <summary>Keeps the effects of the project schema the same as their metadata, so that editors complete names and parameters.</summary>
public static class EffectSchema
{
    private const string Effect = "effect", PluginEffect = "pluginEffect", Focus = "focus", Place = "place";
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema with these effects in place of those that it has; the rest of it stays.</summary>
    /// <param name="schema">The schema's text.</param>
    /// <param name="effects">Whose names and parameters are to be completed; others are let through.</param>
    public static string WithEffects(string schema, IReadOnlyCollection<EffectDescriptor> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        JsonObject root = JsonNode.Parse(schema)!.AsObject();
        JsonObject old = root["definitions"]!.AsObject(), made = [];
        HashSet<string> replaced = [Effect, PluginEffect, Focus, Place, .. old[Effect]!["oneOf"]!.AsArray().Select(o => o!["$ref"]!.GetValue<string>().Split('/')[^1])];
        foreach ((string name, JsonNode? definition) in old.Where(d => !replaced.Contains(d.Key))) made[name] = definition!.DeepClone();
        made[Focus] = JsonNode.Parse("""
            { "oneOf": [
              { "type": "string", "enum": ["center", "subject"] },
              { "type": "array", "items": { "type": "number", "minimum": 0, "maximum": 1 }, "minItems": 2, "maxItems": 2 } ] }
            """);
        made[Place] = JsonNode.Parse("""
            { "oneOf": [
              { "type": "string", "enum": ["whole", "center", "subject"] },
              { "type": "array", "description": "A point: [x, y].", "items": { "type": "number", "minimum": 0, "maximum": 1 }, "minItems": 2, "maxItems": 2 },
              { "type": "array", "description": "An area: [left, top, width, height].",
                "items": { "type": "number", "minimum": 0, "maximum": 1 }, "minItems": 4, "maxItems": 4 } ] }
            """);
        JsonObject any = old[Effect]!.DeepClone().AsObject(), other = old[PluginEffect]!.DeepClone().AsObject();
        any["oneOf"] = new JsonArray([.. effects.Select(e => e.Id).Append(PluginEffect).Select(id => new JsonObject { ["$ref"] = "#/definitions/" + id })]);
        other["properties"]![Effect]!["not"]!["enum"] = Array(effects.Select(e => e.Id));
        made[Effect] = any;
        foreach (EffectDescriptor effect in effects) made[effect.Id] = Definition(effect);
        made[PluginEffect] = other;
        root["definitions"] = made;
        return root.ToJsonString(Written) + "\n";
    }

    private static JsonObject Definition(EffectDescriptor effect)
    {
        JsonObject properties = new() { [Effect] = new JsonObject { ["type"] = "string", ["description"] = effect.Summary, ["enum"] = Array([effect.Id]) } };
        foreach (ParameterDescriptor parameter in effect.Parameters) properties[parameter.Name] = Definition(parameter);
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = effect.Summary,
            ["additionalProperties"] = false,
            ["required"] = Array([Effect, .. effect.Parameters.Where(p => p.Default is null).Select(p => p.Name)]),
            ["properties"] = properties,
        };
    }

    private static JsonObject Definition(ParameterDescriptor parameter)
    {
        JsonObject made = parameter.Kind switch
        {
            ParameterKind.Number => new JsonObject { ["type"] = "number" },
            ParameterKind.Integer => new JsonObject { ["type"] = "integer" },
            ParameterKind.Boolean => new JsonObject { ["type"] = "boolean" },
            ParameterKind.Text or ParameterKind.File => new JsonObject { ["type"] = "string" },
            ParameterKind.Choice => new JsonObject { ["type"] = "string", ["enum"] = Array(parameter.Choices) },
            // Beside a $ref nothing else counts in draft 7.
            ParameterKind.Color => new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/definitions/color" }) },
            ParameterKind.Focus => new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/definitions/" + Focus }) },
            ParameterKind.Place => new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/definitions/" + Place }) },
            _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Kind, "unknown kind"),
        };
        made["description"] = parameter.Unit.Length == 0 ? parameter.Summary : $"{parameter.Summary} In {parameter.Unit}.";
        if (double.IsFinite(parameter.Minimum)) made["minimum"] = Number(parameter.Minimum);
        if (double.IsFinite(parameter.Maximum)) made["maximum"] = Number(parameter.Maximum);
        if (parameter.Default is not null) made["default"] = JsonNode.Parse(EffectListing.Value(parameter.Default));
        return made;
    }

    private static JsonNode Number(double number) => JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture))!;

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
