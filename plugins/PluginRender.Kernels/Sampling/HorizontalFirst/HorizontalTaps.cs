using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>Which source columns make each output column, and with which weights, for <see cref="HorizontalByteFilter"/>.</summary>
internal sealed unsafe class HorizontalTaps(int count) : AxisTaps(count)
{
    /// <summary>Outputs in a block, and of those the ones that share their vector of samples where it has 16 bytes.</summary>
    public const int BlockOutputs = Block, QuadOutputs = 4;

    private readonly NativeBuffer<int> pairs = new();
    private readonly NativeBuffer<int> orders = new();

    /// <summary>Blocks.</summary>
    public int BlockCount => PaddedCount / Block;

    /// <summary>Pairs of taps per output; of an odd count of taps the last one is zero.</summary>
    public int PairCount => (TapCount + 1) / 2;

    /// <summary>The first source sample of the last output.</summary>
    public int LastStart => Starts[Count - 1];

    /// <summary>The taps of a block: the first pair of each of its outputs, then the second ones, …; the earlier tap in the low half.</summary>
    public int* Of(int block) => pairs.Pointer + (block * PairCount * Block);

    /// <summary>
    /// A shuffle of bytes for each output of a block that makes 16-bit words of its first two source samples, which are in the
    /// upper half of the words where vectors have 64 bytes, in the lower where they have less. A further pair is two samples on.
    /// </summary>
    public int* Orders(int block) => orders.Pointer + (block * Block);

    protected override void Reserve(int outputs)
    {
        pairs.Reserve(outputs * PairCount);
        orders.Reserve(outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Store(int output, Vector256<int>* source)
    {
        int* to = Of(output / Block) + (output % Block);
        for (int tap = 0; tap < TapCount; tap += 2, to += Block)
        {
            Vector256<int> second = tap + 1 < TapCount ? source[tap + 1] << 16 : Vector256<int>.Zero;
            ((source[tap] & Vector256.Create(0xFFFF)) | second).Store(to);
        }
    }

    protected override void Store(int output, ReadOnlySpan<int> source)
    {
        int* to = Of(output / Block) + (output % Block);
        for (int tap = 0; tap < TapCount; tap += 2, to += Block)
            *to = (source[tap] & 0xFFFF) | (tap + 1 < TapCount ? source[tap + 1] << 16 : 0);
    }

    // Taps of outputs beyond the last are whatever they are: what they make is not used.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Complete()
    {
        for (int output = 0; output < PaddedCount; output++)
        {
            if (Avx512Vbmi.IsSupported)
            {
                int offset = Starts[output] - Starts[output & -Block];
                orders.Pointer[output] = HorizontalByteFilter.RoundingByte | (offset << 8) | (HorizontalByteFilter.RoundingByte << 16) | ((offset + 1) << 24);
            }
            else
            {
                int offset = Starts[output] - Starts[output & -QuadOutputs];
                orders.Pointer[output] = offset | (HorizontalByteFilter.ZeroBit << 8) | ((offset + 1) << 16) | (HorizontalByteFilter.ZeroBit << 24);
            }
        }
    }

    public override void Dispose()
    {
        pairs.Dispose();
        orders.Dispose();
        base.Dispose();
    }
}
