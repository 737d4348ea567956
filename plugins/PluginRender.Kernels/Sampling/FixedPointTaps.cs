namespace PluginRender.Kernels.Sampling;

/// <summary>
/// The taps of one output, weighed in double precision and rounded to fixed point so that they sum exactly to 1. Outside
/// the plane its edge sample repeats: such taps are folded onto it.
/// </summary>
internal static unsafe class FixedPointTaps
{
    /// <summary>Fractional bits of a tap.</summary>
    public const int Bits = 14;

    /// <summary>1 as a tap.</summary>
    public const int One = 1 << Bits;

    /// <summary>The first source sample within the kernel's reach, in the plane or beyond it.</summary>
    /// <param name="position">The output, in source samples from the first one's center.</param>
    /// <param name="support">Half width of the kernel, in source samples.</param>
    public static int First(double position, double support) => (int)Math.Floor(position - support) + 1;

    /// <summary>Computes the taps of an output.</summary>
    /// <param name="position">The output, in source samples from the first one's center.</param>
    /// <param name="step">Source samples per output, positive: the kernel is widened by it when it shrinks.</param>
    /// <param name="size">Source samples, at least 1.</param>
    /// <param name="start">The source sample that the first tap is for: in the plane, and not behind the first one that counts.</param>
    /// <param name="taps">The taps.</param>
    /// <param name="weights">Room for as many weights.</param>
    public static void Compute(double position, double step, int size, int start, Span<int> taps, Span<double> weights)
    {
        double scale = Math.Max(1, step), depth = CubicKernel.Depth(step), sum = 0;
        int first = First(position, CubicKernel.Support * scale);
        weights.Clear();
        for (int sample = first; sample < first + taps.Length; sample++)
        {
            double weight = CubicKernel.Weight(Math.Abs(sample - position) / scale, depth);
            weights[Math.Clamp(sample, 0, size - 1) - start] += weight;
            sum += weight;
        }

        // The running sum is rounded instead of the single taps: each is within one unit of exact, and the sum is exact.
        double unit = One / sum, running = 0;
        int before = 0;
        for (int tap = 0; tap < taps.Length; tap++)
        {
            running += weights[tap];
            int after = tap == taps.Length - 1 ? One : (int)Math.Floor((running * unit) + 0.5);
            taps[tap] = after - before;
            before = after;
        }
    }
}
