namespace PluginRender.Effects.Stylize.Bokeh;

/// <summary>
/// Blurs the background and keeps the subjects that detection found, also while the camera moves. A picture in which nothing
/// was found stays as it is.
/// </summary>
[Effect("bokeh", "1.0.0", Summary = "Blurs the background behind the picture's subjects.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact, UsesSubjectMask = true)]
public sealed class BokehEffect : NeighborhoodEffect
{
    private readonly BackgroundBlur? blur;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public BokehEffect(BokehParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        if (context.Mask is { } mask && parameters.Radius > 0) blur = new BackgroundBlur(context.FrameWidth, context.FrameHeight, parameters.Radius, mask);
    }

    /// <inheritdoc/>
    public override int Radius => blur?.Reach ?? 0;

    /// <inheritdoc/>
    public override void BeginFrame(in FrameTime time) => blur?.Begin(time.Shown);

    /// <inheritdoc/>
    public override void Apply(in FrameTime time, in FrameView input, in Band output)
    {
        if (blur is not null)
        {
            blur.Apply(input, output);
            return;
        }

        Copy(input.Luma, output.Luma);
        Copy(input.Cb, output.Cb);
        Copy(input.Cr, output.Cr);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) blur?.Dispose();
        base.Dispose(disposing);
    }

    private static void Copy(in ReadOnlyPlane input, in Plane output)
    {
        for (int row = output.FirstRow; row < output.FirstRow + output.RowCount; row++) input.Row(row).CopyTo(output.Row(row));
    }
}
