using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Kernels.Sampling;

/// <summary>Which source rows make each output row, and with which weights, for <see cref="RowFilter"/>.</summary>
internal sealed unsafe class RowTaps(int count) : AxisTaps(count)
{
    private readonly NativeBuffer<short> taps = new();

    /// <summary>The taps of an output row, <see cref="AxisTaps.TapCount"/> of them.</summary>
    public short* Of(int row) => taps.Pointer + (row * Most);

    protected override void Reserve(int outputs) => taps.Reserve(outputs * Most);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Store(int output, Vector256<int>* source)
    {
        for (int tap = 0; tap < TapCount; tap++)
            for (int i = 0; i < Group; i++) Of(output + i)[tap] = (short)((int*)(source + tap))[i];
    }

    protected override void Store(int output, int* source)
    {
        for (int tap = 0; tap < TapCount; tap++) Of(output)[tap] = (short)source[tap];
    }

    protected override void Dispose(bool disposing) => taps.Dispose();
}
