namespace PluginRender.Effects.Stylize.Blur;

/// <summary>Gaussian blur with a standard deviation of half the radius, in three box passes per direction.</summary>
[Effect("blur", "1.0.0", Summary = "Blurs the picture.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class BlurEffect : NeighborhoodEffect
{
    private readonly GaussianBlur blur;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public BlurEffect(BlurParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        blur = new GaussianBlur(context.FrameWidth, context.FrameHeight, parameters.Radius);
    }

    /// <inheritdoc/>
    public override int Radius => blur.Reach;

    /// <inheritdoc/>
    public override void Apply(in FrameTime time, in FrameView input, in Band output) => blur.Apply(input, output);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) blur.Dispose();
        base.Dispose(disposing);
    }
}
