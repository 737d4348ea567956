using System.Text.Json.Nodes;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// The JSON Schema of an answer, from the effects that are really loaded. In the part of JSON Schema that endpoints with
/// structured output take: every member required, none besides.
/// </summary>
internal static class EffectSchema
{
    public static JsonObject Of(IEnumerable<EffectDescriptor> effects, IEnumerable<string> segments) => Record(
        ("segments", new JsonObject
        {
            ["type"] = "array",
            ["items"] = Record(
                ("id", new JsonObject { ["type"] = "string", ["enum"] = Words(segments) }),
                ("effects", new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. effects.Select(OfEffect)]) } })),
        }));

    private static JsonObject OfEffect(EffectDescriptor effect)
    {
        JsonObject schema = Record(
        [
            ("effect", new JsonObject { ["type"] = "string", ["enum"] = Words([effect.Id]) }),
            .. effect.Parameters.Select(p => (p.Name, OfParameter(p))),
            ("reason", new JsonObject { ["type"] = "string", ["description"] = "Why, in a short sentence." }),
        ]);
        schema["description"] = effect.Summary;
        return schema;
    }

    private static JsonObject OfParameter(ParameterDescriptor parameter)
    {
        var schema = new JsonObject { ["description"] = parameter.Unit.Length == 0 ? parameter.Summary : $"{parameter.Summary} In {parameter.Unit}." };
        switch (parameter.Kind)
        {
            case ParameterKind.Number or ParameterKind.Integer:
                schema["type"] = parameter.Kind == ParameterKind.Number ? "number" : "integer";
                if (double.IsFinite(parameter.Minimum)) schema["minimum"] = parameter.Minimum;
                if (double.IsFinite(parameter.Maximum)) schema["maximum"] = parameter.Maximum;
                break;
            case ParameterKind.Boolean:
                schema["type"] = "boolean";
                break;
            case ParameterKind.Choice:
                schema["type"] = "string";
                schema["enum"] = Words(parameter.Choices);
                break;
            case ParameterKind.Color:
                schema["type"] = "string";
                schema["pattern"] = "^#[0-9a-f]{6}$";
                break;
            case ParameterKind.Focus:
                schema["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "string", ["enum"] = Words(["center", "subject"]) },
                    new JsonObject { ["type"] = "array", ["items"] = Unit(), ["minItems"] = 2, ["maxItems"] = 2 });
                break;
            case ParameterKind.Place:
                schema["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "string", ["enum"] = Words(PlaceForm.Words) },
                    new JsonObject { ["type"] = "array", ["items"] = Unit(), ["minItems"] = 2, ["maxItems"] = 2 },
                    new JsonObject { ["type"] = "array", ["items"] = Unit(), ["minItems"] = 4, ["maxItems"] = 4 });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Kind, "texts are not offered");
        }

        return schema;
    }

    private static JsonObject Unit() => new() { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 };

    private static JsonObject Record(params (string Name, JsonObject Schema)[] members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(m => KeyValuePair.Create(m.Name, (JsonNode?)m.Schema))),
        ["required"] = Words(members.Select(m => m.Name)),
        ["additionalProperties"] = false,
    };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)w)]);
}
