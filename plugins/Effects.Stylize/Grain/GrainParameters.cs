namespace PluginRender.Effects.Stylize.Grain;

/// <summary>What <see cref="GrainEffect"/> does.</summary>
public sealed record GrainParameters
{
    /// <summary>Strength, 0–1; at 1 the noise has a standard deviation of about 20 codes of 219.</summary>
    [Parameter("How strong the grain is; 0 is none.", Default = 0.2, Minimum = 0, Maximum = 1)]
    public double Strength { get; init; } = 0.2;

    /// <summary>Another seed gives other grain.</summary>
    [Parameter("Another seed gives other grain.", Default = 0L)]
    public long Seed { get; init; }
}
