namespace PluginRender.Kernels.Blur;

/// <summary>
/// A box of real-valued length: 2 · Half + 1 full weights and a smaller one at either end, in 16-bit fixed point,
/// summing exactly to 1. Applied <see cref="Passes"/> times it approximates a gaussian.
/// </summary>
/// <remarks>
/// The end weights are chosen so that the variance of all passes together is the gaussian's: with r = Half and
/// V = σ²/passes, α = (2r + 1)(r(r + 1) − 3V) / (6(V − (r + 1)²)). P. Gwosdek, S. Grewenig, A. Bruhn and J. Weickert,
/// "Theoretical foundations of gaussian convolution by extended box filtering", 2011.
/// </remarks>
/// <param name="Half">Samples of full weight on either side of the middle.</param>
/// <param name="Full">The full weight.</param>
/// <param name="End">The weight of the two samples at distance Half + 1.</param>
internal readonly record struct BoxFilter(int Half, int Full, int End)
{
    /// <summary>How often the box is applied.</summary>
    public const int Passes = 3;

    /// <summary>Fractional bits of the weights: with 16-bit samples every sum fits 32 bits.</summary>
    public const int WeightBits = 16;

    /// <summary>How far one pass reaches.</summary>
    public int Reach => End == 0 && Half == 0 ? 0 : Half + 1;

    /// <summary>The box whose passes have the given standard deviation, in samples, at least 0.</summary>
    public static BoxFilter ForDeviation(double sigma)
    {
        double variance = sigma * sigma / Passes;
        int half = (int)Math.Floor((Math.Sqrt((12 * variance) + 1) - 1) / 2);
        double end = ((2 * half) + 1) * ((half * (half + 1)) - (3 * variance)) / (6 * (variance - ((half + 1.0) * (half + 1))));
        double length = (2 * half) + 1 + (2 * end);

        // Even and rounded down, so that what is left for the ends is even and not negative.
        int full = 2 * (int)Math.Floor((1 << (WeightBits - 1)) / length);
        return new BoxFilter(half, full, ((1 << WeightBits) - (((2 * half) + 1) * full)) / 2);
    }
}
