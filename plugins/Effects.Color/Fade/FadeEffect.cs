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
    private readonly FrameOperations[] stepsIn;
    private readonly FrameOperations[] stepsOut;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public FadeEffect(FadeParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);

        // The conversion to decimal gives back the fifteen digits an author may have written.
        framesIn = context.Rate.ToFrames((decimal)parameters.In);
        framesOut = context.Rate.ToFrames((decimal)parameters.Out);

        // Made once, so that rendering allocates nothing.
        stepsIn = Steps(framesIn, context.FrameCount, parameters.Color.ToYCbCr());
        stepsOut = Steps(framesOut, context.FrameCount, parameters.Color.ToYCbCr());
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
    {
        double gain = GainAt(time);
        if (gain == 1) return default;
        return time.Frame < framesIn && gain == (double)time.Frame / framesIn ? stepsIn[time.Frame] : stepsOut[time.FrameCount - 1 - time.Frame];
    }

    /// <summary>What is done at each step of a fade from the color, as far as the segment has frames for it.</summary>
    private static FrameOperations[] Steps(long count, int frames, (byte Y, byte Cb, byte Cr) color)
    {
        var steps = new FrameOperations[Math.Min(count, frames)];
        for (int step = 0; step < steps.Length; step++)
        {
            double amount = 1 - ((double)step / count);
            steps[step] = new FrameOperations(Mix(color.Y), Mix(color.Cb), Mix(color.Cr));

            PointOperation? Mix(byte code) => ConstantMix.ToOperation((short)(code * Samples.One), amount);
        }

        return steps;
    }
}
