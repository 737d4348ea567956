namespace PluginRender.Effects.Color.Vignette;

/// <summary>What <see cref="VignetteEffect"/> does.</summary>
public sealed record VignetteParameters
{
    /// <summary>How much light is lost where the falloff is complete, 0–1.</summary>
    [Parameter("How much light is lost where the falloff is complete; 1 is black.", Default = 0.5, Minimum = 0, Maximum = 1)]
    public double Strength { get; init; } = 0.5;

    /// <summary>Where the falloff is complete, 0.1–2 times the distance from the center to a corner.</summary>
    [Parameter("Where the falloff is complete, in distances from the center to a corner.", Default = 1.0, Minimum = 0.1, Maximum = 2)]
    public double Radius { get; init; } = 1;
}
