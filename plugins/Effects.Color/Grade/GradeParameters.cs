namespace PluginRender.Effects.Color.Grade;

/// <summary>What <see cref="GradeEffect"/> does; the defaults change nothing.</summary>
public sealed record GradeParameters
{
    /// <summary>Added to luma, as a fraction of the range from black to white, −1–1.</summary>
    [Parameter("Added to luma, as a fraction of the range from black to white.", Default = 0.0, Minimum = -1, Maximum = 1)]
    public double Brightness { get; init; }

    /// <summary>Luma's distance from mid gray is multiplied by this, 0–4.</summary>
    [Parameter("Factor on luma's distance from mid gray.", Default = 1.0, Minimum = 0, Maximum = 4)]
    public double Contrast { get; init; } = 1;

    /// <summary>Chroma's distance from neutral is multiplied by this, 0–4.</summary>
    [Parameter("Factor on color; 0 is gray.", Default = 1.0, Minimum = 0, Maximum = 4)]
    public double Saturation { get; init; } = 1;
}
