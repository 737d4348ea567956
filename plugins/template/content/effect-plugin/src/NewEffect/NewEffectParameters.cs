using PluginRender.Sdk;

namespace NewEffect;

/// <summary>What a project can set. The defaults stand twice: in the attribute for the host, on the property for code.</summary>
public sealed record NewEffectParameters
{
    [Parameter("How much of it: 0 is none.", Default = 0.5, Minimum = 0, Maximum = 1)]
    public double Strength { get; init; } = 0.5;

    [Parameter("Toward which color.", Default = "#ff8800")]
    public RgbColor Color { get; init; } = new(0xff, 0x88, 0x00);
}
