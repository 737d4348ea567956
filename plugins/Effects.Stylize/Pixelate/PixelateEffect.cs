namespace PluginRender.Effects.Stylize.Pixelate;

/// <summary>Replaces square blocks, counted from the frame's top left, by their mean color.</summary>
[Effect("pixelate", "1.0.0", Summary = "Replaces square blocks by their mean color.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class PixelateEffect : NeighborhoodEffect
{
    private readonly Mosaic mosaic;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public PixelateEffect(PixelateParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        mosaic = new Mosaic(context.FrameWidth, context.FrameHeight, parameters.Size);
    }

    /// <inheritdoc/>
    public override int Radius => mosaic.Reach;

    /// <inheritdoc/>
    public override void Apply(in FrameTime time, in FrameView input, in Band output) => mosaic.Apply(input, output);
}
