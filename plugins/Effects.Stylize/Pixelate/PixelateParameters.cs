namespace PluginRender.Effects.Stylize.Pixelate;

/// <summary>What <see cref="PixelateEffect"/> does.</summary>
public sealed record PixelateParameters
{
    /// <summary>Side of a block, 1–1024 pixels.</summary>
    [Parameter("Side of a block.", Default = 16, Minimum = 1, Maximum = 1024, Unit = "pixels")]
    public int Size { get; init; } = 16;
}
