namespace PluginRender.Sdk;

/// <summary>The kinds of parameter, each with its form in a project file.</summary>
public enum ParameterKind
{
    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON number without a fraction.</summary>
    Integer,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Any string.</summary>
    Text,

    /// <summary>One of a list of strings.</summary>
    Choice,

    /// <summary><c>"#rrggbb"</c>.</summary>
    Color,

    /// <summary><c>"center"</c>, <c>"subject"</c> or <c>[x, y]</c>.</summary>
    Focus,

    /// <summary>A file that the effect reads, such as a model: its path relative to the project's folder, as a string.</summary>
    File,

    /// <summary><c>"whole"</c>, <c>"center"</c>, <c>"subject"</c>, <c>[x, y]</c> or <c>[left, top, width, height]</c>.</summary>
    Place,
}

/// <summary>A validated parameter value; the case says its kind.</summary>
public abstract record ParameterValue
{
    private ParameterValue()
    {
    }

    /// <summary>Of kind <see cref="ParameterKind.Number"/>; finite.</summary>
    public sealed record Number(double Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.Integer"/>.</summary>
    public sealed record Integer(long Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.Boolean"/>.</summary>
    public sealed record Boolean(bool Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.Text"/>.</summary>
    public sealed record Text(string Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.Choice"/>.</summary>
    public sealed record Choice(string Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.Color"/>.</summary>
    public sealed record Color(RgbColor Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.Focus"/>.</summary>
    public sealed record Focus(FocusPoint Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.File"/>.</summary>
    public sealed record File(FileReference Value) : ParameterValue;

    /// <summary>Of kind <see cref="ParameterKind.Place"/>.</summary>
    public sealed record Place(PicturePlace Value) : ParameterValue;
}
