using System.Globalization;
using PluginRender.Sdk;

namespace PluginRender.Projects;

/// <summary>Says in words what a parameter takes: for messages and for the list of effects.</summary>
public static class ParameterForm
{
    /// <summary>Such as "a number from 1 to 8" or "one of \"linear\", \"easeInOut\"".</summary>
    public static string Describe(ParameterDescriptor parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Kind switch
        {
            ParameterKind.Number => "a number" + Range(parameter),
            ParameterKind.Integer => "a whole number" + Range(parameter),
            ParameterKind.Boolean => "true or false",
            ParameterKind.Text => "a string",
            ParameterKind.Choice => "one of " + string.Join(", ", parameter.Choices.Select(c => $"\"{c}\"")),
            ParameterKind.Color => "a color such as \"#102030\"",
            ParameterKind.Focus => "\"center\", \"subject\" or [x, y] with both from 0 to 1",
            ParameterKind.Place => PlaceForm.Description,
            ParameterKind.File => "the path of a file, relative to the project file, in quotes",
            _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Kind, "unknown kind"),
        };
    }

    private static string Range(ParameterDescriptor parameter)
    {
        string unit = parameter.Unit.Length == 0 ? "" : " " + parameter.Unit;
        return (double.IsFinite(parameter.Minimum), double.IsFinite(parameter.Maximum)) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {parameter.Minimum} to {parameter.Maximum}{unit}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {parameter.Minimum}{unit}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {parameter.Maximum}{unit}"),
            _ => unit.Length == 0 ? "" : " in" + unit,
        };
    }
}
