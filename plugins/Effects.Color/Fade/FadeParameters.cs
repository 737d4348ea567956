namespace PluginRender.Effects.Color.Fade;

/// <summary>What <see cref="FadeEffect"/> does; the defaults change nothing.</summary>
public sealed record FadeParameters
{
    /// <summary>Seconds from the color to the picture at the segment's start, 0–3600.</summary>
    [Parameter("How long the picture takes to appear at the start.", Default = 0.0, Minimum = 0, Maximum = 3600, Unit = "seconds")]
    public double In { get; init; }

    /// <summary>Seconds from the picture to the color at the segment's end, 0–3600.</summary>
    [Parameter("How long the picture takes to vanish at the end.", Default = 0.0, Minimum = 0, Maximum = 3600, Unit = "seconds")]
    public double Out { get; init; }

    /// <summary>The color it comes from and goes to; black unless given.</summary>
    [Parameter("The color the picture comes from and goes to.", Default = "#000000")]
    public RgbColor Color { get; init; }
}
