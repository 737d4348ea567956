namespace PluginRender.Effects.Stylize.Bokeh;

/// <summary>What <see cref="BokehEffect"/> does.</summary>
public sealed record BokehParameters
{
    /// <summary>Radius, 0–100 pixels, fractions allowed; twice the gaussian's standard deviation.</summary>
    [Parameter("How far the background is smeared; twice the gaussian's standard deviation.", Default = 12.0, Minimum = 0, Maximum = 100, Unit = "pixels")]
    public double Radius { get; init; } = 12;
}
