namespace PluginRender.Effects.Stylize.Blur;

/// <summary>What <see cref="BlurEffect"/> does.</summary>
public sealed record BlurParameters
{
    /// <summary>Radius, 0–100 pixels, fractions allowed; twice the gaussian's standard deviation.</summary>
    [Parameter("How far the picture is smeared; twice the gaussian's standard deviation.", Default = 4.0, Minimum = 0, Maximum = 100, Unit = "pixels")]
    public double Radius { get; init; } = 4;
}
