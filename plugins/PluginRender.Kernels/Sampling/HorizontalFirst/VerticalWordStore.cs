using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// <see cref="VerticalWordFilter"/>, an operation and <see cref="DitheredStore"/> in one go: a sample is never stored before it is
/// a code.
/// </summary>
internal static unsafe class VerticalWordStore
{
    /// <summary>Stores a row, as <see cref="DitheredStore"/> does.</summary>
    /// <param name="source">The samples before the operation.</param>
    /// <param name="destination">Codes, at least as many.</param>
    /// <param name="row">The row's number in its plane.</param>
    /// <param name="operation">What is done to the samples; it has been told of the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow<TOperation>(in WordSums source, Span<byte> destination, int row, in TOperation operation)
        where TOperation : struct, ISampleOperation
    {
        int stored = 0;
        if (Avx512BW.IsSupported && source.Count >= Vector512<byte>.Count)
            stored = Vectors<TOperation, WordLanes512, Vector512<short>>(source, destination, row, operation);
        else if (Avx2.IsSupported && source.Count >= Vector256<byte>.Count)
            stored = Vectors<TOperation, WordLanes256, Vector256<short>>(source, destination, row, operation);
        if (stored < source.Count) DitheredStore.StoreRow(source.From(stored), destination, row, stored, operation);
    }

    // Not inlined: in a method around it, the compiler would no longer have all of the operations in the loop, which takes several times
    // as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Vectors<TOperation, TLanes, TVector>(in WordSums source, Span<byte> destination, int row, in TOperation operation)
        where TOperation : struct, ISampleOperation
        where TLanes : struct, IStoreLanes<TVector>
        where TVector : unmanaged
    {
        TOperation hoisted = operation;
        int one = sizeof(TVector) / sizeof(short), end = source.Count - (2 * one);
        ref byte to = ref MemoryMarshal.GetReference(destination);
        TVector dither = TLanes.Dither(ref DitheredStore.PatternOf(row));
        var sums = new VectorSums<TLanes, TVector>(source.Rows, source.Taps, source.PairCount);
        int x = 0;
        do
        {
            TVector low = TLanes.Invoke(sums.At(x), hoisted, x), high = TLanes.Invoke(sums.At(x + one), hoisted, x + one);
            TLanes.Store(low, high, dither, ref Unsafe.Add(ref to, x));
            x += 2 * one;
        }
        while (x <= end);
        return x;
    }
}
