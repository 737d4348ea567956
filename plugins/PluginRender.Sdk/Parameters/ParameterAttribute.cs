namespace PluginRender.Sdk;

/// <summary>
/// Marks a property of an effect's parameter record as a parameter. In a project file its name is the
/// property's in camelCase; its kind follows from the property's type: double, int or long, bool, string, an
/// enum (a choice, camelCase), <see cref="RgbColor"/>, <see cref="FocusPoint"/>, <see cref="PicturePlace"/> or
/// <see cref="FileReference"/> (which has no default).
/// </summary>
/// <param name="summary">One sentence on what it does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string summary) : Attribute
{
    /// <summary>One sentence on what it does.</summary>
    public string Summary { get; } = summary;

    /// <summary>
    /// The value when a project does not give one; without it the parameter is required. Numbers and booleans
    /// as such; choices, colors, focus points and places as the string a project would have.
    /// </summary>
    public object? Default { get; set; }

    /// <summary>Least value of a number, inclusive.</summary>
    public double Minimum { get; set; } = double.NegativeInfinity;

    /// <summary>Greatest value of a number, inclusive.</summary>
    public double Maximum { get; set; } = double.PositiveInfinity;

    /// <summary>The unit, as a word: seconds, pixels; empty for plain numbers.</summary>
    public string Unit { get; set; } = "";
}
