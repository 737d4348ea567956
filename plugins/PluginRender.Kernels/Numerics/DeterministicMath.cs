namespace PluginRender.Kernels.Numerics;

/// <summary>
/// Elementary functions that give the same bits on every machine: range reduction and series in additions,
/// multiplications and divisions, which IEEE 754 defines exactly. (Those of <see cref="Math"/> are the C library's.)
/// </summary>
/// <remarks>
/// Relative error at most 1e-12 in the ranges stated; in practice a few units in the last place. For coefficients
/// and tables, not for pixels.
/// </remarks>
public static class DeterministicMath
{
    // ln 2 and π/2 cut into parts of 36 and 33 bits and a rest, so that a multiple of each part is exact.
    private const double Ln2High = 0.6931471805582987, Ln2Low = 1.6465949582897082e-12;
    private const double HalfPiHigh = 1.5707963267341256, HalfPiMiddle = 6.077100506303966e-11, HalfPiLow = 2.0222662487959506e-21;
    private const double InverseLn2 = 1.4426950408889634, TwoOverPi = 0.6366197723675814, RootHalf = 0.7071067811865476;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const int ExponentBias = 1023, MantissaBits = 52;

    /// <summary>e to the power of <paramref name="x"/>, for −708 ≤ x ≤ 709; 0 below, +∞ above.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < -708) return 0;
        if (x > 709.78) return double.PositiveInfinity;
        double power = Math.Floor((x * InverseLn2) + 0.5);
        double rest = x - (power * Ln2High) - (power * Ln2Low);

        // |rest| ≤ ln 2 / 2: the first term left out is below 1e-18.
        double sum = 1;
        for (int n = 15; n >= 1; n--) sum = 1 + (rest * sum / n);
        int half = (int)power / 2;
        return sum * PowerOfTwo(half) * PowerOfTwo((int)power - half);
    }

    /// <summary>Natural logarithm of a positive, finite number; NaN for others.</summary>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x)) return double.NaN;
        int exponent = 0;
        if (x < SmallestNormal)
        {
            x *= PowerOfTwo(54);
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> MantissaBits) - ExponentBias;
        double mantissa = BitConverter.Int64BitsToDouble((bits & ((1L << MantissaBits) - 1)) | ((long)ExponentBias << MantissaBits));
        if (mantissa > 2 * RootHalf)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh((m − 1)/(m + 1)); the argument is at most 0.172, the first term left out below 1e-19.
        double ratio = (mantissa - 1) / (mantissa + 1);
        double square = ratio * ratio;
        double sum = 0;
        for (int n = 23; n >= 1; n -= 2) sum = (sum * square) + (1.0 / n);
        return (exponent * Ln2High) + ((2 * ratio * sum) + (exponent * Ln2Low));
    }

    /// <summary>
    /// <paramref name="x"/> to the power of <paramref name="y"/>, for x ≥ 0 (NaN for negative x); exactly 1 for x = 1
    /// or y = 0 and exactly x for y = 1.
    /// </summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1) return 1;
        if (y == 1) return x;
        if (x == 0) return y > 0 ? 0 : double.PositiveInfinity;
        return x > 0 ? Exp(y * Log(x)) : double.NaN;
    }

    /// <summary>Sine of an angle in radians, |x| ≤ 1e6; NaN beyond.</summary>
    public static double Sin(double x)
    {
        if (!Reduce(x, out double rest, out int quarter)) return double.NaN;
        double value = (quarter & 1) == 0 ? SineSeries(rest) : CosineSeries(rest);
        return (quarter & 2) == 0 ? value : -value;
    }

    /// <summary>Cosine of an angle in radians, |x| ≤ 1e6; NaN beyond.</summary>
    public static double Cos(double x)
    {
        if (!Reduce(x, out double rest, out int quarter)) return double.NaN;
        double value = (quarter & 1) == 0 ? CosineSeries(rest) : SineSeries(rest);
        return ((quarter + 1) & 2) == 0 ? value : -value;
    }

    private static bool Reduce(double x, out double rest, out int quarter)
    {
        rest = quarter = 0;
        if (!(Math.Abs(x) <= 1e6)) return false;
        double turns = Math.Floor((x * TwoOverPi) + 0.5);
        rest = x - (turns * HalfPiHigh) - (turns * HalfPiMiddle) - (turns * HalfPiLow);
        quarter = (int)turns & 3;
        return true;
    }

    // |x| ≤ π/4: the first terms left out are below 1e-19.
    private static double SineSeries(double x)
    {
        double square = x * x;
        double sum = 1;
        for (int n = 18; n >= 2; n -= 2) sum = 1 - (square * sum / (n * (n + 1)));
        return x * sum;
    }

    private static double CosineSeries(double x)
    {
        double square = x * x;
        double sum = 1;
        for (int n = 19; n >= 1; n -= 2) sum = 1 - (square * sum / (n * (n + 1)));
        return sum;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + ExponentBias) << MantissaBits);
}
