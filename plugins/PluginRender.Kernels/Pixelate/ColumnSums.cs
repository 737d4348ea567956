using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Pixelate;

/// <summary>Adds a row of samples to 32-bit sums, column by column.</summary>
internal static class ColumnSums
{
    /// <param name="sums">At least as long as the row.</param>
    /// <param name="row">Samples.</param>
    public static void Add(Span<int> sums, ReadOnlySpan<short> row)
    {
        ref int to = ref MemoryMarshal.GetReference(sums[..row.Length]);
        ref short from = ref MemoryMarshal.GetReference(row);
        int x = 0;
        if (Avx512F.IsSupported)
        {
            for (; x <= row.Length - 16; x += 16)
            {
                Vector512<int> widened = Avx512F.ConvertToVector512Int32(Vector256.LoadUnsafe(ref from, (nuint)x));
                (Vector512.LoadUnsafe(ref to, (nuint)x) + widened).StoreUnsafe(ref to, (nuint)x);
            }
        }

        if (Avx2.IsSupported)
        {
            for (; x <= row.Length - 8; x += 8)
            {
                Vector256<int> widened = Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref from, (nuint)x));
                (Vector256.LoadUnsafe(ref to, (nuint)x) + widened).StoreUnsafe(ref to, (nuint)x);
            }
        }

        if (Sse2.IsSupported)
        {
            for (; x <= row.Length - 8; x += 8)
            {
                Vector128<short> samples = Vector128.LoadUnsafe(ref from, (nuint)x);
                (Vector128.LoadUnsafe(ref to, (nuint)x) + Vector128.WidenLower(samples)).StoreUnsafe(ref to, (nuint)x);
                (Vector128.LoadUnsafe(ref to, (nuint)x + 4) + Vector128.WidenUpper(samples)).StoreUnsafe(ref to, (nuint)x + 4);
            }
        }

        Scalar(sums, row, x);
    }

    /// <summary>The reference, from column <paramref name="first"/> on.</summary>
    public static void Scalar(Span<int> sums, ReadOnlySpan<short> row, int first)
    {
        for (int x = first; x < row.Length; x++) sums[x] += row[x];
    }
}
