namespace PluginRender.Effects.Stylize.Grain;

/// <summary>
/// Film grain: noise on luma, independent from sample to sample and from frame to frame, of mean 0. A pure function of
/// the segment's seed, the author's, the frame and the position.
/// </summary>
[Effect("grain", "1.0.0", Summary = "Adds film grain.",
    Concurrency = Concurrency.PerInstance, Determinism = Determinism.BitExact)]
public sealed class GrainEffect : RowEffect
{
    // The largest change at strength 1, in codes; the standard deviation is 0.41 of it.
    private const int PeakCodes = 48;

    private readonly short amplitude;
    private readonly ulong seed;
    private readonly ulong salt;

    /// <param name="parameters">What to do.</param>
    /// <param name="context">The segment.</param>
    public GrainEffect(GrainParameters parameters, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(context);
        amplitude = (short)Math.Floor((parameters.Strength * PeakCodes * Samples.One) + 0.5);
        seed = context.Seed;
        salt = unchecked((ulong)parameters.Seed);
    }

    /// <inheritdoc/>
    protected override void ApplyLuma(in FrameTime time, int row, Span<short> luma)
        => GrainNoise.Apply(luma, GrainNoise.RowKey(seed, salt, time.Frame, row), amplitude);
}
