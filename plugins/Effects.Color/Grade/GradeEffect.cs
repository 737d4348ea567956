namespace PluginRender.Effects.Color.Grade;

/// <summary>
/// Brightness, contrast and saturation on gamma-coded samples: luma becomes
/// (Y − mid) · contrast + mid + brightness · (white − black) with mid half way between black and white (code 125.5),
/// chroma (C − neutral) · saturation + neutral.
/// </summary>
[Effect("grade", "1.0.0", Summary = "Changes brightness, contrast and saturation.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class GradeEffect : OperationEffect
{
    private readonly FrameOperations operations;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public GradeEffect(GradeParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        var luma = Affine.About(parameters.Contrast, (Samples.Black + Samples.White) / 2, parameters.Brightness * (Samples.White - Samples.Black));
        PointOperation? chroma = Affine.About(parameters.Saturation, Samples.Neutral, 0).ToOperation();
        operations = new FrameOperations(luma.ToOperation(), chroma, chroma);
    }

    /// <inheritdoc/>
    public override FrameOperations OperationsAt(in FrameTime time) => operations;
}
