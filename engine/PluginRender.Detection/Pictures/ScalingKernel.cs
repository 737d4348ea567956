namespace PluginRender.Detection;

/// <summary>How samples between samples are found.</summary>
public enum ScalingKernel
{
    /// <summary>Linear between neighbors; over the whole area that a pixel covers when shrinking.</summary>
    Triangle,

    /// <summary>Cubic convolution with a = −0.5 (R. Keys, 1981): what CLIP was trained with.</summary>
    Cubic,
}

/// <summary>For each target sample along one axis the source samples it is made of, and their weights.</summary>
internal sealed class ScalingTaps
{
    private readonly int[] first;
    private readonly double[][] weights;

    /// <param name="source">Source samples along the axis.</param>
    /// <param name="start">Where the part to scale begins, in source samples.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="target">Target samples.</param>
    /// <param name="kernel">The kernel; it widens when shrinking, so that no sample is left out.</param>
    public ScalingTaps(int source, double start, double length, int target, ScalingKernel kernel)
    {
        first = new int[target];
        weights = new double[target][];
        double step = length / target;
        double stretch = Math.Max(1, step);
        double support = stretch * (kernel == ScalingKernel.Cubic ? 2 : 1);
        for (int t = 0; t < target; t++)
        {
            double center = start + ((t + 0.5) * step);
            int from = Math.Clamp((int)Math.Floor(center - support), 0, source - 1);
            int to = Math.Clamp((int)Math.Ceiling(center + support), from + 1, source);
            double[] taps = new double[to - from];
            double sum = 0;
            for (int i = 0; i < taps.Length; i++) sum += taps[i] = Weight(kernel, (from + i + 0.5 - center) / stretch);
            // Only rounding leaves nothing: then the nearest sample it is.
            if (sum <= 0) (taps, from, sum) = ([1], Math.Clamp((int)center, 0, source - 1), 1);
            for (int i = 0; i < taps.Length; i++) taps[i] /= sum;
            (first[t], weights[t]) = (from, taps);
        }
    }

    public int Count => first.Length;

    public int First(int target) => first[target];

    public ReadOnlySpan<double> Weights(int target) => weights[target];

    private static double Weight(ScalingKernel kernel, double x)
    {
        x = Math.Abs(x);
        if (kernel == ScalingKernel.Triangle) return Math.Max(0, 1 - x);
        return x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1 : x < 2 ? (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2 : 0;
    }
}
