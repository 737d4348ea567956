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
            stored = Vectors<TOperation, Lanes512, Vector512<short>>(source, destination, row, operation);
        else if (Avx2.IsSupported && source.Count >= Vector256<byte>.Count)
            stored = Vectors<TOperation, Lanes256, Vector256<short>>(source, destination, row, operation);
        if (stored < source.Count) DitheredStore.StoreRow(source.From(stored), destination, row, stored, operation);
    }

    // What is the same for the whole row stays in registers: see VerticalWordFilter. In a method around it, the compiler would
    // no longer have all of the operations in the loop, which takes four times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Vectors<TOperation, TLanes, TVector>(in WordSums source, Span<byte> destination, int row, in TOperation operation)
        where TOperation : struct, ISampleOperation
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TOperation hoisted = operation;
        int one = sizeof(TVector) / sizeof(short), end = source.Count - (2 * one), pairCount = source.PairCount;
        ref byte to = ref MemoryMarshal.GetReference(destination);
        TVector dither = TLanes.Dither(ref DitheredStore.PatternOf(row));
        TVector bias = TLanes.All(VerticalWordFilter.Bias);
        short* row0 = source.Row(0), row1 = source.Row(1), row2 = source.Row(2), row3 = source.Row(3);
        TVector tap0 = TLanes.All(source.Tap(0)), tap1 = TLanes.All(source.Tap(1)), tap2 = TLanes.All(source.Tap(2)), tap3 = TLanes.All(source.Tap(3));
        int x = 0;
        do
        {
            TVector low = TLanes.Invoke(Sampled(x), hoisted, x), high = TLanes.Invoke(Sampled(x + one), hoisted, x + one);
            TLanes.Store(low, high, dither, ref Unsafe.Add(ref to, x));
            x += 2 * one;
        }
        while (x <= end);
        return x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        TVector Sampled(int column)
        {
            nint at = 2 * column, behind = at + one;
            TVector a = TLanes.AddProducts(bias, tap0, row0 + at), b = TLanes.AddProducts(bias, tap0, row0 + behind);
            if (pairCount > 1)
            {
                a = TLanes.AddProducts(a, tap1, row1 + at);
                b = TLanes.AddProducts(b, tap1, row1 + behind);
            }

            if (pairCount > 2)
            {
                a = TLanes.AddProducts(a, tap2, row2 + at);
                b = TLanes.AddProducts(b, tap2, row2 + behind);
            }

            if (pairCount > 3)
            {
                a = TLanes.AddProducts(a, tap3, row3 + at);
                b = TLanes.AddProducts(b, tap3, row3 + behind);
            }

            return TLanes.Pack(a, b);
        }
    }

    /// <summary>Vectors of one width.</summary>
    private interface ILanes<TVector>
    {
        static abstract TVector All(int value);

        static abstract TVector Dither(ref short pattern);

        static abstract TVector AddProducts(TVector sum, TVector factor, short* row);

        static abstract TVector Pack(TVector first, TVector second);

        static abstract TVector Invoke<TOperation>(TVector samples, in TOperation operation, int x)
            where TOperation : struct, ISampleOperation;

        static abstract void Store(TVector first, TVector second, TVector dither, ref byte destination);
    }

    private readonly struct Lanes512 : ILanes<Vector512<short>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> All(int value) => Vector512.Create(value).AsInt16();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> Dither(ref short pattern)
        {
            Vector256<short> half = Vector256.LoadUnsafe(ref pattern);
            return Vector512.Create(half, half);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> AddProducts(Vector512<short> sum, Vector512<short> factor, short* row)
            => (sum.AsInt32() + Avx512BW.MultiplyAddAdjacent(factor, Vector512.Load(row))).AsInt16();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> Pack(Vector512<short> first, Vector512<short> second)
        {
            Vector512<long> packed = Avx512BW.PackSignedSaturate(first.AsInt32() >> VerticalWordFilter.Shift, second.AsInt32() >> VerticalWordFilter.Shift).AsInt64();
            return Avx512F.PermuteVar8x64(packed, Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsInt16();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<short> Invoke<TOperation>(Vector512<short> samples, in TOperation operation, int x)
            where TOperation : struct, ISampleOperation
            => operation.Invoke(samples, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector512<short> first, Vector512<short> second, Vector512<short> dither, ref byte destination)
        {
            Vector512<short> a = Avx512BW.AddSaturate(first, dither) >> Samples.FractionBits, b = Avx512BW.AddSaturate(second, dither) >> Samples.FractionBits;
            Avx512F.PermuteVar8x64(Avx512BW.PackUnsignedSaturate(a, b).AsInt64(), Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsByte().StoreUnsafe(ref destination);
        }
    }

    private readonly struct Lanes256 : ILanes<Vector256<short>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> All(int value) => Vector256.Create(value).AsInt16();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> Dither(ref short pattern) => Vector256.LoadUnsafe(ref pattern);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> AddProducts(Vector256<short> sum, Vector256<short> factor, short* row)
            => (sum.AsInt32() + Avx2.MultiplyAddAdjacent(factor, Vector256.Load(row))).AsInt16();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> Pack(Vector256<short> first, Vector256<short> second)
            => Avx2.Permute4x64(Avx2.PackSignedSaturate(first.AsInt32() >> VerticalWordFilter.Shift, second.AsInt32() >> VerticalWordFilter.Shift).AsInt64(), 0b11_01_10_00).AsInt16();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<short> Invoke<TOperation>(Vector256<short> samples, in TOperation operation, int x)
            where TOperation : struct, ISampleOperation
            => operation.Invoke(samples, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(Vector256<short> first, Vector256<short> second, Vector256<short> dither, ref byte destination)
        {
            Vector256<short> a = Avx2.AddSaturate(first, dither) >> Samples.FractionBits, b = Avx2.AddSaturate(second, dither) >> Samples.FractionBits;
            Avx2.Permute4x64(Avx2.PackUnsignedSaturate(a, b).AsInt64(), 0b11_01_10_00).AsByte().StoreUnsafe(ref destination);
        }
    }
}
