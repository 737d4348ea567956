using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Pointwise;

/// <summary>Drives an <see cref="ISampleOperation"/> over a row in place.</summary>
internal static class SampleRow
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TOperation>(Span<short> row, in TOperation operation)
        where TOperation : struct, ISampleOperation
    {
        TOperation hoisted = operation;
        ref short samples = ref MemoryMarshal.GetReference(row);
        int x = 0;
        if (Avx512BW.IsSupported)
        {
            for (; x <= row.Length - 32; x += 32)
                hoisted.Invoke(Vector512.LoadUnsafe(ref samples, (nuint)x), x).StoreUnsafe(ref samples, (nuint)x);
        }

        if (Avx2.IsSupported)
        {
            for (; x <= row.Length - 16; x += 16)
                hoisted.Invoke(Vector256.LoadUnsafe(ref samples, (nuint)x), x).StoreUnsafe(ref samples, (nuint)x);
        }

        if (Ssse3.IsSupported)
        {
            for (; x <= row.Length - 8; x += 8)
                hoisted.Invoke(Vector128.LoadUnsafe(ref samples, (nuint)x), x).StoreUnsafe(ref samples, (nuint)x);
        }

        Scalar(row, x, operation);
    }

    /// <summary>The reference, from column <paramref name="first"/> on.</summary>
    public static void Scalar<TOperation>(Span<short> row, int first, in TOperation operation)
        where TOperation : struct, ISampleOperation
    {
        for (int x = first; x < row.Length; x++) row[x] = operation.Invoke(row[x], x);
    }
}
