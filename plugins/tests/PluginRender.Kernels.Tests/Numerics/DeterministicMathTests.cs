namespace PluginRender.Kernels.Numerics.Tests;

public class DeterministicMathTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Exp_WholeRange_EqualsMath() => Compare(DeterministicMath.Exp, Math.Exp, -700, 700, 70001);

    [Fact]
    public void Log_WholeRange_EqualsMath()
    {
        Compare(DeterministicMath.Log, Math.Log, 1e-3, 3, 70001);
        Compare(DeterministicMath.Log, Math.Log, 1 - 1e-9, 1 + 1e-9, 101);
        foreach (double x in new[] { 5e-324, 1e-310, 2.2250738585072014e-308, 1e-200, 1e200, double.MaxValue })
            Assert.Equal(1, DeterministicMath.Log(x) / Math.Log(x), Tolerance);
    }

    [Fact]
    public void Pow_ZoomFactors_EqualsMath()
    {
        foreach (double x in new[] { 0.125, 0.7, 1.0 / 3, 1.25, 2, 8, 1e6 }) Compare(y => DeterministicMath.Pow(x, y), y => Math.Pow(x, y), -20, 20, 4001);
    }

    [Fact]
    public void Sin_ManyTurns_EqualsMath()
    {
        Compare(DeterministicMath.Sin, Math.Sin, -10, 10, 70001);
        Compare(DeterministicMath.Sin, Math.Sin, -1e6, 1e6, 70001);
        for (int k = 1; k < 1000; k++) Assert.Equal(1, DeterministicMath.Sin(k * Math.PI) / Math.Sin(k * Math.PI), 1e-6);
    }

    [Fact]
    public void Cos_ManyTurns_EqualsMath()
    {
        Compare(DeterministicMath.Cos, Math.Cos, -10, 10, 70001);
        Compare(DeterministicMath.Cos, Math.Cos, -1e6, 1e6, 70001);
    }

    [Fact]
    public void Functions_AtTheirEnds_AreAsStated()
    {
        Assert.Equal(1, DeterministicMath.Exp(0));
        Assert.Equal(0, DeterministicMath.Exp(-1000));
        Assert.Equal(double.PositiveInfinity, DeterministicMath.Exp(1000));
        Assert.Equal(0, DeterministicMath.Log(1));
        Assert.True(double.IsNaN(DeterministicMath.Log(0)) && double.IsNaN(DeterministicMath.Log(-1)) && double.IsNaN(DeterministicMath.Log(double.PositiveInfinity)));
        Assert.Equal(1, DeterministicMath.Pow(0.3, 0));
        Assert.Equal(0.3, DeterministicMath.Pow(0.3, 1));
        Assert.Equal(1, DeterministicMath.Pow(1, 0.77));
        Assert.Equal(0, DeterministicMath.Pow(0, 2));
        Assert.True(double.IsNaN(DeterministicMath.Pow(-1, 2)));
        Assert.Equal(0, DeterministicMath.Sin(0));
        Assert.Equal(1, DeterministicMath.Cos(0));
        Assert.True(double.IsNaN(DeterministicMath.Sin(1e7)) && double.IsNaN(DeterministicMath.Cos(double.NaN)));
    }

    private static void Compare(Func<double, double> own, Func<double, double> library, double from, double to, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            double x = from + ((to - from) * i / (steps - 1)), expected = library(x), actual = own(x);
            double error = expected == 0 ? Math.Abs(actual) : Math.Abs((actual - expected) / expected);
            Assert.True(error <= Tolerance, $"at {x:R}: {actual:R}, expected {expected:R}");
        }
    }
}
