using System.Globalization;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>Turns the constant of <see cref="ParameterAttribute.Default"/> into a value of a parameter's kind.</summary>
internal static class DefaultConstant
{
    /// <summary>The value, or null when the constant is not of the kind. Ranges are not looked at.</summary>
    public static ParameterValue? Convert(ParameterDescriptor parameter, object constant) => (parameter.Kind, constant) switch
    {
        (ParameterKind.Number, double or float or sbyte or byte or short or ushort or int or uint or long or ulong)
            when System.Convert.ToDouble(constant, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) => new ParameterValue.Number(number),
        (ParameterKind.Integer, sbyte or byte or short or ushort or int or uint or long)
            => new ParameterValue.Integer(System.Convert.ToInt64(constant, CultureInfo.InvariantCulture)),
        (ParameterKind.Boolean, bool value) => new ParameterValue.Boolean(value),
        (ParameterKind.Text, string text) => new ParameterValue.Text(text),
        (ParameterKind.Choice, string choice) when parameter.Choices.Contains(choice) => new ParameterValue.Choice(choice),
        (ParameterKind.Color, string text) when RgbColor.TryParse(text, out RgbColor color) => new ParameterValue.Color(color),
        (ParameterKind.Focus, string text) when Focus(text) is { } focus => new ParameterValue.Focus(focus),
        (ParameterKind.Place, string text) when Place(text) is { } place => new ParameterValue.Place(place),
        _ => null,
    };

    private static PicturePlace? Place(string text)
    {
        if (text is not ['[', .. var inner, ']']) return PlaceForm.Of(text);
        string[] parts = inner.Split(',');
        var numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (Unit(parts[i]) is not { } number) return null;
            numbers[i] = number;
        }

        return PlaceForm.Of(numbers);
    }

    private static FocusPoint? Focus(string text)
    {
        if (text is "center") return FocusPoint.Center;
        if (text is "subject") return FocusPoint.Subject;
        return text is ['[', .. var inner, ']'] && inner.Split(',') is [var first, var second] && Unit(first) is { } x && Unit(second) is { } y
            ? FocusPoint.At(x, y)
            : null;
    }

    private static double? Unit(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1 ? value : null;
}
