namespace PluginRender.Effects.Color.Grade;

/// <summary>
/// Brightness, contrast and saturation on gamma-coded samples: luma becomes
/// (Y − mid) · contrast + mid + brightness · (white − black) with mid half way between black and white (code 125.5),
/// chroma (C − neutral) · saturation + neutral.
/// </summary>
[Effect("grade", "1.0.0", Summary = "Changes brightness, contrast and saturation.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class GradeEffect : RowEffect
{
    private readonly Affine luma;
    private readonly Affine chroma;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public GradeEffect(GradeParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        luma = Affine.About(parameters.Contrast, (Samples.Black + Samples.White) / 2, parameters.Brightness * (Samples.White - Samples.Black));
        chroma = Affine.About(parameters.Saturation, Samples.Neutral, 0);
    }

    /// <inheritdoc/>
    protected override void ApplyLuma(in FrameTime time, int row, Span<short> luma) => this.luma.Apply(luma);

    /// <inheritdoc/>
    protected override void ApplyChroma(in FrameTime time, int row, Span<short> cb, Span<short> cr)
    {
        chroma.Apply(cb);
        chroma.Apply(cr);
    }
}
