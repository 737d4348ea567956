using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Pointwise;

/// <summary>Drives an <see cref="ISampleOperation"/> over a row in place.</summary>
internal static class SampleRow
{
    /// <param name="row">Samples.</param>
    /// <param name="operation">What to do; it has been told of the row.</param>
    // The loops are entered for certain: out of such the compiler moves what an operation makes of its constants.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TOperation>(Span<short> row, in TOperation operation)
        where TOperation : struct, ISampleOperation
    {
        TOperation hoisted = operation;
        ref short samples = ref MemoryMarshal.GetReference(row);
        int x = 0;
        if (Avx512BW.IsSupported && x <= row.Length - 32)
        {
            do
            {
                hoisted.Invoke(Vector512.LoadUnsafe(ref samples, (nuint)x), x).StoreUnsafe(ref samples, (nuint)x);
                x += 32;
            }
            while (x <= row.Length - 32);
        }

        if (Avx2.IsSupported && x <= row.Length - 16)
        {
            do
            {
                hoisted.Invoke(Vector256.LoadUnsafe(ref samples, (nuint)x), x).StoreUnsafe(ref samples, (nuint)x);
                x += 16;
            }
            while (x <= row.Length - 16);
        }

        if (Ssse3.IsSupported && x <= row.Length - 8)
        {
            do
            {
                hoisted.Invoke(Vector128.LoadUnsafe(ref samples, (nuint)x), x).StoreUnsafe(ref samples, (nuint)x);
                x += 8;
            }
            while (x <= row.Length - 8);
        }

        Scalar(row, x, operation);
    }

    /// <summary>The reference, from column <paramref name="first"/> on.</summary>
    public static void Scalar<TOperation>(Span<short> row, int first, in TOperation operation)
        where TOperation : struct, ISampleOperation
    {
        TOperation hoisted = operation;
        for (int x = first; x < row.Length; x++) row[x] = hoisted.Invoke(row[x], x);
    }
}
