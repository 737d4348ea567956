using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using PluginRender.Projects;

namespace PluginRender.Sdk.Testing;

/// <summary>Turns plain values into those of an effect's parameters, as strict as a project file is read.</summary>
internal static class ParameterValues
{
    public static ImmutableArray<NamedValue> Of(EffectDescriptor effect, IReadOnlyList<(string Name, object Value)> given)
    {
        foreach ((string name, _) in given)
        {
            if (effect.Parameters.All(p => p.Name != name))
                throw new EffectCheckException($"effect {effect.Id} has no parameter {name}: it has {string.Join(", ", effect.Parameters.Select(p => p.Name))}");
        }

        return [.. effect.Parameters.Select(p => new NamedValue(p.Name, Of(effect, p, given.LastOrDefault(g => g.Name == p.Name).Value)))];
    }

    private static ParameterValue Of(EffectDescriptor effect, ParameterDescriptor parameter, object? value)
    {
        ParameterValue? converted = value is null ? parameter.Default : Convert(parameter, value);
        return converted ?? throw new EffectCheckException(
            $"effect {effect.Id}, parameter {parameter.Name}: {(value is null ? "no value is given, and there is no default" : $"{value} is given")}; give {ParameterForm.Describe(parameter)}");
    }

    private static ParameterValue? Convert(ParameterDescriptor parameter, object value) => (parameter.Kind, value) switch
    {
        (ParameterKind.Number, int or long or float or double) when Number(value) is var number && double.IsFinite(number) && Within(parameter, number)
            => new ParameterValue.Number(number),
        (ParameterKind.Integer, int or long) when Within(parameter, Number(value)) => new ParameterValue.Integer(System.Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        (ParameterKind.Boolean, bool boolean) => new ParameterValue.Boolean(boolean),
        (ParameterKind.Text, string text) => new ParameterValue.Text(text),
        (ParameterKind.Choice, string choice) when parameter.Choices.Contains(choice) => new ParameterValue.Choice(choice),
        (ParameterKind.Color, string text) when RgbColor.TryParse(text, out RgbColor color) => new ParameterValue.Color(color),
        (ParameterKind.File, string path) when File.Exists(path)
            => new ParameterValue.File(new FileReference(Path.GetFullPath(path), System.Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))),
        (ParameterKind.Focus, "center") => new ParameterValue.Focus(FocusPoint.Center),
        (ParameterKind.Focus, "subject") => new ParameterValue.Focus(FocusPoint.Subject),
        (ParameterKind.Focus, double[] and [>= 0 and <= 1, >= 0 and <= 1]) => new ParameterValue.Focus(FocusPoint.At(((double[])value)[0], ((double[])value)[1])),
        (ParameterKind.Place, string word) when PlaceForm.Of(word) is { } place => new ParameterValue.Place(place),
        (ParameterKind.Place, double[] numbers) when PlaceForm.Of(numbers) is { } place => new ParameterValue.Place(place),
        _ => null,
    };

    private static double Number(object value) => System.Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static bool Within(ParameterDescriptor parameter, double number) => number >= parameter.Minimum && number <= parameter.Maximum;
}
