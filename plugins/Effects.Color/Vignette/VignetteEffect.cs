namespace PluginRender.Effects.Color.Vignette;

/// <summary>
/// Darkens toward the corners. With t = (d / (radius · D))², at most 1, where d is a sample's distance from the frame's
/// center and D the center's from a corner: luma moves toward black and chroma toward neutral by
/// strength · t²(3 − 2t).
/// </summary>
[Effect("vignette", "1.0.0", Summary = "Darkens the picture toward its corners.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class VignetteEffect : OperationEffect
{
    private readonly FrameOperations operations;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public VignetteEffect(VignetteParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        int width = context.FrameWidth, height = context.FrameHeight;
        double corner = Math.Sqrt(((double)width * width) + ((double)height * height)) / 2;
        double reach = parameters.Radius * corner;
        var luma = new RadialFalloff((0.5 - (width / 2.0), 1), (0.5 - (height / 2.0), 1), (width, height), reach, parameters.Strength);

        // Chroma lies at the left of two luma columns and between two luma rows.
        var falloff = new RadialFalloff((0.5 - (width / 2.0), 2), (1 - (height / 2.0), 2), (width / 2, height / 2), reach, parameters.Strength);
        PointOperation? chroma = falloff.ToOperation(Samples.Neutral);
        operations = new FrameOperations(luma.ToOperation(Samples.Black), chroma, chroma);
    }

    /// <inheritdoc/>
    public override FrameOperations OperationsAt(in FrameTime time) => operations;
}
