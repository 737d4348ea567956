namespace PluginRender.Effects.Color.Fade;

/// <summary>
/// Fades from a color at the start and to it at the end. A fade lasts N frames, its seconds times the rate rounded
/// half up; frame n of the fade-in has gain n/N, frame n of the segment's c has gain (c − 1 − n)/N in the fade-out, so
/// the first and the last frame are the color itself. Where both overlap the lesser gain counts.
/// </summary>
/// <remarks>
/// Samples move from the color to the picture on gamma-coded values. Frames with gain 1 are untouched.
/// </remarks>
[Effect("fade", "1.0.0", Summary = "Fades from a color at the start and to it at the end.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class FadeEffect : OperationEffect
{
    private readonly long framesIn;
    private readonly long framesOut;
    private readonly short y;
    private readonly short cb;
    private readonly short cr;
    private readonly FrameOperations[] operations;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public FadeEffect(FadeParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);

        // The conversion to decimal gives back the fifteen digits an author may have written.
        framesIn = context.Rate.ToFrames((decimal)parameters.In);
        framesOut = context.Rate.ToFrames((decimal)parameters.Out);
        (byte Y, byte Cb, byte Cr) color = parameters.Color.ToYCbCr();
        y = (short)(color.Y * Samples.One);
        cb = (short)(color.Cb * Samples.One);
        cr = (short)(color.Cr * Samples.One);

        // Of all frames, made once: rendering allocates nothing.
        operations = new FrameOperations[context.FrameCount];
        for (int frame = 0; frame < operations.Length; frame++)
            operations[frame] = Mix(1 - GainAt(new FrameTime(frame, operations.Length, context.Rate, 0)));
    }

    /// <summary>How much of the picture a frame shows, 0–1.</summary>
    public double GainAt(in FrameTime time)
    {
        double gain = time.Frame < framesIn ? (double)time.Frame / framesIn : 1;
        long left = time.FrameCount - 1L - time.Frame;
        return left < framesOut ? Math.Min(gain, (double)left / framesOut) : gain;
    }

    /// <inheritdoc/>
    public override FrameOperations OperationsAt(in FrameTime time)
        => time.FrameCount == operations.Length ? operations[time.Frame] : Mix(1 - GainAt(time));

    private FrameOperations Mix(double amount)
        => new(ConstantMix.ToOperation(y, amount), ConstantMix.ToOperation(cb, amount), ConstantMix.ToOperation(cr, amount));
}
