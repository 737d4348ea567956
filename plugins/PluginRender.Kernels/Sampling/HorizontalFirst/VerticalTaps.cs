using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Which source rows make each output row, and with which weights, for <see cref="VerticalWordFilter"/>. Source rows come
/// in pairs 0 and 1, 2 and 3, …; where the first one needed is the second of its pair, the other one's tap is zero.
/// </summary>
internal sealed unsafe class VerticalTaps(int count) : AxisTaps(count)
{
    /// <summary>Most pairs of rows for an output row.</summary>
    public const int MostPairs = (Most + 1) / 2;

    private readonly NativeBuffer<int> pairs = new();

    /// <summary>The taps of an output row, <see cref="PairCount"/> pairs of 16 bits, the upper row's in the low half.</summary>
    public int* Of(int row) => pairs.Pointer + (row * MostPairs);

    /// <summary>The first pair of source rows of an output row.</summary>
    public int FirstPair(int row) => Starts[row] / 2;

    /// <summary>How many pairs of source rows an output row is made of.</summary>
    public int PairCount(int row) => ((Starts[row] % 2) + TapCount + 1) / 2;

    protected override void Reserve(int outputs) => pairs.Reserve(outputs * MostPairs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Store(int output, Vector256<int>* source)
    {
        for (int i = 0; i < Group; i++)
        {
            short* taps = Clear(output + i);
            for (int tap = 0; tap < TapCount; tap++) taps[tap] = (short)((int*)(source + tap))[i];
        }
    }

    protected override void Store(int output, ReadOnlySpan<int> source)
    {
        short* taps = Clear(output);
        for (int tap = 0; tap < TapCount; tap++) taps[tap] = (short)source[tap];
    }

    public override void Dispose()
    {
        pairs.Dispose();
        base.Dispose();
    }

    /// <summary>Makes an output's taps zero; the first one's place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private short* Clear(int output)
    {
        Vector128<int>.Zero.Store(Of(output));
        return (short*)Of(output) + (Starts[output] & 1);
    }
}
