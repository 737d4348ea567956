using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PluginRender.Kernels.Pointwise;

namespace PluginRender.Kernels.Sampling;

/// <summary>What the vertical pass does with vectors of one width.</summary>
internal unsafe interface IWordLanes<TVector>
{
    /// <summary>32-bit lanes of the same value.</summary>
    static abstract TVector All(int value);

    /// <summary>Adds the products of pairs of words to 32-bit sums.</summary>
    static abstract TVector AddProducts(TVector sum, TVector factor, short* row);

    /// <summary>Rounds 32-bit sums to samples: those of the first vector, then those of the second.</summary>
    static abstract TVector Pack(TVector first, TVector second);

    /// <summary>Stores samples.</summary>
    static abstract void Store(TVector samples, short* destination);
}

/// <summary>What the operations and the store behind it do in the same loop, where there are registers enough for it.</summary>
internal interface IStoreLanes<TVector> : IWordLanes<TVector>
{
    /// <summary>Does an operation to samples from column <paramref name="x"/> on.</summary>
    static abstract TVector Invoke<TOperation>(TVector samples, in TOperation operation, int x)
        where TOperation : struct, ISampleOperation;

    /// <summary>The dither of a row, for samples from any multiple of 16 on.</summary>
    static abstract TVector Dither(ref short pattern);

    /// <summary>Stores the codes of samples, dithered and limited to 0–255: those of the first vector, then those of the second.</summary>
    static abstract void Store(TVector first, TVector second, TVector dither, ref byte destination);
}

internal readonly unsafe struct WordLanes512 : IStoreLanes<Vector512<short>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> All(int value) => Vector512.Create(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> AddProducts(Vector512<short> sum, Vector512<short> factor, short* row)
        => (sum.AsInt32() + Avx512BW.MultiplyAddAdjacent(factor, Vector512.Load(row))).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Pack(Vector512<short> first, Vector512<short> second)
        => Avx512F.PermuteVar8x64(Avx512BW.PackSignedSaturate(first.AsInt32() >> VerticalWordFilter.Shift, second.AsInt32() >> VerticalWordFilter.Shift).AsInt64(), Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<short> samples, short* destination) => samples.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Invoke<TOperation>(Vector512<short> samples, in TOperation operation, int x)
        where TOperation : struct, ISampleOperation
        => operation.Invoke(samples, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Dither(ref short pattern)
    {
        Vector256<short> half = Vector256.LoadUnsafe(ref pattern);
        return Vector512.Create(half, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<short> first, Vector512<short> second, Vector512<short> dither, ref byte destination)
        => Avx512F.PermuteVar8x64(Avx512BW.PackUnsignedSaturate(Coded(first, dither), Coded(second, dither)).AsInt64(), Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsByte().StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Coded(Vector512<short> samples, Vector512<short> dither) => Avx512BW.AddSaturate(samples, dither) >> Samples.FractionBits;
}

internal readonly unsafe struct WordLanes256 : IStoreLanes<Vector256<short>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> All(int value) => Vector256.Create(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> AddProducts(Vector256<short> sum, Vector256<short> factor, short* row)
        => (sum.AsInt32() + Avx2.MultiplyAddAdjacent(factor, Vector256.Load(row))).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Pack(Vector256<short> first, Vector256<short> second)
        => Avx2.Permute4x64(Avx2.PackSignedSaturate(first.AsInt32() >> VerticalWordFilter.Shift, second.AsInt32() >> VerticalWordFilter.Shift).AsInt64(), 0b11_01_10_00).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<short> samples, short* destination) => samples.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Invoke<TOperation>(Vector256<short> samples, in TOperation operation, int x)
        where TOperation : struct, ISampleOperation
        => operation.Invoke(samples, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Dither(ref short pattern) => Vector256.LoadUnsafe(ref pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<short> first, Vector256<short> second, Vector256<short> dither, ref byte destination)
        => Avx2.Permute4x64(Avx2.PackUnsignedSaturate(Coded(first, dither), Coded(second, dither)).AsInt64(), 0b11_01_10_00).AsByte().StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Coded(Vector256<short> samples, Vector256<short> dither) => Avx2.AddSaturate(samples, dither) >> Samples.FractionBits;
}

internal readonly unsafe struct WordLanes128 : IWordLanes<Vector128<short>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> All(int value) => Vector128.Create(value).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> AddProducts(Vector128<short> sum, Vector128<short> factor, short* row)
        => (sum.AsInt32() + Sse2.MultiplyAddAdjacent(factor, Vector128.Load(row))).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Pack(Vector128<short> first, Vector128<short> second)
        => Sse2.PackSignedSaturate(first.AsInt32() >> VerticalWordFilter.Shift, second.AsInt32() >> VerticalWordFilter.Shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<short> samples, short* destination) => samples.Store(destination);
}
