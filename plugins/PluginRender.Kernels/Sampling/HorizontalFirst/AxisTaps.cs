using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// The coefficients of one axis where the picture shrinks little or grows: at most seven taps per output, in 14-bit
/// fixed point, summing exactly to 1. Outside the plane its edge sample repeats: such taps are folded onto it.
/// </summary>
/// <remarks>
/// Computed anew for every frame of a zoom, hence eight outputs at a time. Positions are in double precision, weights
/// in single: their error of 2^-22 is far below a tap's unit. Only additions, multiplications, divisions and
/// roundings are used, none of them fused: the same taps on every machine.
/// </remarks>
/// <param name="count">Outputs, positive.</param>
internal abstract unsafe class AxisTaps(int count) : IDisposable
{
    /// <summary>
    /// The greatest distance of two outputs, in source samples: 32 outputs with their taps lie within 63 samples, and
    /// 4 within 14, which is what vectors of bytes can be permuted in.
    /// </summary>
    public const double GreatestStep = 1.75;

    /// <summary>Most taps per output.</summary>
    public const int Most = 7;

    /// <summary>Outputs whose taps are computed at once.</summary>
    protected const int Group = 8;

    /// <summary>Room is made for whole blocks of this many outputs.</summary>
    protected const int Block = 32;

    private readonly NativeBuffer<int> starts = new();
    private (double First, double Step, int Size) built;

    /// <summary>Outputs.</summary>
    public int Count => count;

    /// <summary>Outputs and those that fill up the last block; they read what the last output reads.</summary>
    protected int PaddedCount { get; } = (count + Block - 1) & -Block;

    /// <summary>Taps per output, 4 to <see cref="Most"/>.</summary>
    public int TapCount { get; private set; }

    /// <summary>The first source sample of each output; taps may lie beyond the last sample only where they are zero.</summary>
    public int* Starts => starts.Pointer;

    /// <summary>
    /// Computes the taps for outputs at source positions first + i · step, in samples from the first sample's center.
    /// </summary>
    /// <param name="first">Position of output 0.</param>
    /// <param name="step">Source samples per output, positive, at most <see cref="GreatestStep"/>.</param>
    /// <param name="size">Source samples, at least 1.</param>
    /// <returns>False if the taps at hand are the ones asked for.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Set(double first, double step, int size)
    {
        if (built == (first, step, size)) return false;
        double support = CubicKernel.Support * Math.Max(1, step);
        TapCount = (int)Math.Ceiling(2 * support);
        starts.Reserve(PaddedCount);
        Reserve(PaddedCount);
        for (int output = 0; output < count; output += Group)
        {
            double last = first + ((output + Group - 1) * step);
            bool inside = output + Group <= count && FixedPointTaps.First(first + (output * step), support) >= 0 && FixedPointTaps.First(last, support) + TapCount <= size;
            if (inside) Inside(output, first, step, support);
            else for (int i = output; i < Math.Min(output + Group, count); i++) AtEdge(i, first + (i * step), step, size);
        }

        for (int i = count; i < PaddedCount; i++) Starts[i] = Starts[count - 1];
        Complete();
        built = (first, step, size);
        return true;
    }

    public virtual void Dispose() => starts.Dispose();

    /// <summary>Makes room for that many outputs of <see cref="TapCount"/> taps.</summary>
    protected abstract void Reserve(int outputs);

    /// <summary>Takes the taps of eight outputs: vector k holds tap k of each.</summary>
    protected abstract void Store(int output, Vector256<int>* taps);

    /// <summary>Takes the taps of one output.</summary>
    protected abstract void Store(int output, ReadOnlySpan<int> taps);

    /// <summary>All taps are stored and all starts are known.</summary>
    protected virtual void Complete()
    {
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Inside(int output, double first, double step, double support)
    {
        Vector256<double> low = Position(output, first, step), high = Position(output + 4, first, step);
        Vector256<double> lowStart = Vector256.Floor(low - Vector256.Create(support)) + Vector256<double>.One;
        Vector256<double> highStart = Vector256.Floor(high - Vector256.Create(support)) + Vector256<double>.One;
        Vector256<float> distance = Vector256.Narrow(lowStart - low, highStart - high);
        Vector256.Narrow(Vector256.ConvertToInt64(lowStart), Vector256.ConvertToInt64(highStart)).Store(Starts + output);

        Vector256<float> depth = Vector256.Create((float)CubicKernel.Depth(step));
        Vector256<float> inverse = Vector256.Create((float)(1 / Math.Max(1, step)));
        Vector256<float> sum = Vector256<float>.Zero;
        Vector256<float>* sums = stackalloc Vector256<float>[Most];
        for (int tap = 0; tap < TapCount; tap++)
        {
            sum += CubicKernel.Weight(Vector256.Abs(distance) * inverse, depth);
            sums[tap] = sum;
            distance += Vector256<float>.One;
        }

        // Rounded as FixedPointTaps rounds them.
        Vector256<float> unit = Vector256.Create((float)FixedPointTaps.One) / sum;
        Vector256<int> before = Vector256<int>.Zero;
        Vector256<int>* taps = stackalloc Vector256<int>[Most];
        for (int tap = 0; tap < TapCount; tap++)
        {
            Vector256<int> after = tap == TapCount - 1
                ? Vector256.Create(FixedPointTaps.One)
                : Vector256.ConvertToInt32(Vector256.Floor((sums[tap] * unit) + Vector256.Create(0.5f)));
            taps[tap] = after - before;
            before = after;
        }

        Store(output, taps);
    }

    private static Vector256<double> Position(int output, double first, double step)
        => Vector256.Create(first) + ((Vector256.Create((double)output) + Vector256.Create(0.0, 1, 2, 3)) * Vector256.Create(step));

    private void AtEdge(int output, double position, double step, int size)
    {
        Span<int> taps = stackalloc int[TapCount];
        Span<double> weights = stackalloc double[TapCount];
        Starts[output] = Math.Clamp(FixedPointTaps.First(position, CubicKernel.Support * Math.Max(1, step)), 0, Math.Max(0, size - TapCount));
        FixedPointTaps.Compute(position, step, size, Starts[output], taps, weights);
        Store(output, taps);
    }
}
