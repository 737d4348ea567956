using System.Text.Json;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Reads parameter values of a known kind; the inverse of what <see cref="PlanJson"/> writes.</summary>
internal static class PlanParameter
{
    public static ParameterValue Read(ParameterKind kind, JsonElement value, string path)
        => kind == ParameterKind.File ? new ParameterValue.File(ReadFile(new PlanObject(value, path))) : Convert(kind, value) ?? throw PlanObject.Wrong(path, $"a parameter of kind {PlanWords.Of(kind)}", value);

    private static ParameterValue? Convert(ParameterKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (ParameterKind.Number, JsonValueKind.Number) when Finite(value) is { } number => new ParameterValue.Number(number),
        (ParameterKind.Integer, JsonValueKind.Number) when value.TryGetInt64(out long number) => new ParameterValue.Integer(number),
        (ParameterKind.Boolean, JsonValueKind.True or JsonValueKind.False) => new ParameterValue.Boolean(value.GetBoolean()),
        (ParameterKind.Text, JsonValueKind.String) => new ParameterValue.Text(value.GetString()!),
        (ParameterKind.Choice, JsonValueKind.String) => new ParameterValue.Choice(value.GetString()!),
        (ParameterKind.Color, JsonValueKind.String) when RgbColor.TryParse(value.GetString(), out RgbColor color) => new ParameterValue.Color(color),
        (ParameterKind.Focus, JsonValueKind.String) when value.ValueEquals("center") => new ParameterValue.Focus(FocusPoint.Center),
        (ParameterKind.Focus, JsonValueKind.String) when value.ValueEquals("subject") => new ParameterValue.Focus(FocusPoint.Subject),
        (ParameterKind.Focus, JsonValueKind.Array) when value.GetArrayLength() == 2 && Unit(value[0]) is { } x && Unit(value[1]) is { } y
            => new ParameterValue.Focus(FocusPoint.At(x, y)),
        (ParameterKind.Place, JsonValueKind.String) when PlaceForm.Of(value.GetString()) is { } place => new ParameterValue.Place(place),
        (ParameterKind.Place, JsonValueKind.Array) when Place(value) is { } place => new ParameterValue.Place(place),
        _ => null,
    };

    private static PicturePlace? Place(JsonElement array)
    {
        if (array.GetArrayLength() > 4) return null;
        var numbers = new double[array.GetArrayLength()];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (Unit(array[i]) is not { } number) return null;
            numbers[i] = number;
        }

        return PlaceForm.Of(numbers);
    }

    private static FileReference ReadFile(PlanObject file)
    {
        var read = new FileReference(file.Text("file", t => t.Length > 0 && !t.Contains('\0', StringComparison.Ordinal), "a path"), file.Hash("sha256"));
        file.RefuseOthers();
        return read;
    }

    private static double? Unit(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && Finite(value) is { } number and >= 0 and <= 1 ? number : null;

    private static double? Finite(JsonElement value) => value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;
}
