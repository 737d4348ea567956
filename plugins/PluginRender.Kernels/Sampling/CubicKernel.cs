using System.Runtime.CompilerServices;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// The interpolating cubic of Keys (B = 0 in Mitchell and Netravali's family): piecewise cubic, support ±2, value
/// 1 at 0 and 0 at every other integer, so that an unscaled picture passes unchanged.
/// </summary>
/// <remarks>
/// R. Keys, "Cubic convolution interpolation for digital image processing", 1981, equation 15 with a = −C.
/// </remarks>
internal static class CubicKernel
{
    /// <summary>Half width of the kernel at scale 1.</summary>
    public const double Support = 2;

    /// <summary>Depth of the negative lobe.</summary>
    public const double C = 0.75;

    /// <summary>The weight at distance <paramref name="t"/>, at least 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Weight(double t)
    {
        if (t < 1) return (((((2 - C) * t) + (C - 3)) * t) * t) + 1;
        if (t < 2) return C * ((((((5 - t) * t) - 8) * t)) + 4);
        return 0;
    }
}
