using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>Which source columns make each output column, and with which weights, for <see cref="ColumnFilter"/>.</summary>
internal sealed unsafe class ColumnTaps(int count) : AxisTaps(count)
{
    /// <summary>Outputs in a block.</summary>
    public const int BlockOutputs = Block;

    private readonly NativeBuffer<short> taps = new();
    private readonly NativeBuffer<ushort> orders = new();

    /// <summary>Blocks.</summary>
    public int BlockCount => PaddedCount / Block;

    /// <summary>The first source sample of the last output.</summary>
    public int LastStart => Starts[Count - 1];

    /// <summary>The taps of a block: the first tap of each of its outputs, then the second ones, …</summary>
    public short* Of(int block) => taps.Pointer + (block * TapCount * Block);

    /// <summary>
    /// A shuffle of bytes for each output of a block that puts its first source sample into the upper half of a word and
    /// zero into the lower one.
    /// </summary>
    public byte* Orders(int block) => (byte*)(orders.Pointer + (block * Block));

    protected override void Reserve(int outputs)
    {
        taps.Reserve(outputs * TapCount);
        orders.Reserve(outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Store(int output, Vector256<int>* source)
    {
        short* to = Of(output / Block) + (output % Block);
        for (int tap = 0; tap < TapCount; tap++, to += Block) Vector256.Narrow(source[tap], source[tap]).GetLower().Store(to);
    }

    protected override void Store(int output, int* source)
    {
        short* to = Of(output / Block) + (output % Block);
        for (int tap = 0; tap < TapCount; tap++, to += Block) *to = (short)source[tap];
    }

    // Taps of outputs beyond the last are whatever they are: what they make is not used.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Complete()
    {
        (int together, int zero) = Avx512Vbmi.IsSupported ? (Block, ColumnFilter.ZeroByte) : (Group, ColumnFilter.ZeroBit);
        for (int output = 0; output < PaddedCount; output++)
            orders.Pointer[output] = (ushort)(((Starts[output] - Starts[output & -together]) << 8) | zero);
    }

    protected override void Dispose(bool disposing)
    {
        taps.Dispose();
        orders.Dispose();
    }
}
