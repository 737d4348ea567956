using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Blur;

/// <summary>
/// One box pass down the lines of a strip: line i of the output is the weighted sum of the input's lines i to
/// i + 2 · reach, kept as a running sum, so its cost does not depend on the box. Exact in 32 bits, rounded once.
/// </summary>
internal static unsafe class BoxPass
{
    private const int Rounding = 1 << (BoxFilter.WeightBits - 1);

    /// <param name="source">Pointers to the input's lines: <paramref name="count"/> + 2 · reach of them.</param>
    /// <param name="destination">Pointers to the output's lines.</param>
    /// <param name="count">Lines of output.</param>
    /// <param name="width">Samples in a line.</param>
    /// <param name="box">The box; its reach is at least 1.</param>
    public static void Apply(short** source, short** destination, int count, int width, in BoxFilter box)
    {
        BoxFilter hoisted = box;
        int x = 0;
        if (Avx512BW.IsSupported)
        {
            for (; x <= width - 32; x += 32) Columns512(source, destination, count, x, hoisted);
        }

        if (Avx2.IsSupported)
        {
            for (; x <= width - 16; x += 16) Columns256(source, destination, count, x, hoisted);
        }

        if (Sse41.IsSupported)
        {
            for (; x <= width - 8; x += 8) Columns128(source, destination, count, x, hoisted);
        }

        for (; x < width; x++) Scalar(source, destination, count, x, hoisted);
    }

    /// <summary>The reference: one column.</summary>
    public static void Scalar(short** source, short** destination, int count, int x, in BoxFilter box)
    {
        int window = (2 * box.Half) + 1;
        int sum = 0;
        for (int i = 1; i <= window; i++) sum += source[i][x];
        for (int i = 0; i < count; i++)
        {
            int tail = source[i][x], head = source[i + window + 1][x];
            destination[i][x] = (short)(((sum * box.Full) + ((tail + head) * box.End) + Rounding) >> BoxFilter.WeightBits);
            sum += head - source[i + 1][x];
        }
    }

    // The sample that leaves the running sum is the next line's tail: each line is loaded twice, not three times.
    private static void Columns128(short** source, short** destination, int count, int x, BoxFilter box)
    {
        int window = (2 * box.Half) + 1;
        Vector128<int> low = Vector128<int>.Zero, high = low;
        for (int i = 1; i <= window; i++)
        {
            Vector128<short> line = Vector128.Load(source[i] + x);
            low += Vector128.WidenLower(line);
            high += Vector128.WidenUpper(line);
        }

        Vector128<short> tail = Vector128.Load(source[0] + x);
        for (int i = 0; i < count; i++)
        {
            Vector128<short> head = Vector128.Load(source[i + window + 1] + x);
            Vector128<int> headLow = Vector128.WidenLower(head), headHigh = Vector128.WidenUpper(head);
            Vector128<int> a = (low * box.Full) + ((headLow + Vector128.WidenLower(tail)) * box.End) + Vector128.Create(Rounding);
            Vector128<int> b = (high * box.Full) + ((headHigh + Vector128.WidenUpper(tail)) * box.End) + Vector128.Create(Rounding);
            Sse2.PackSignedSaturate(a >> BoxFilter.WeightBits, b >> BoxFilter.WeightBits).Store(destination[i] + x);
            tail = Vector128.Load(source[i + 1] + x);
            low += headLow - Vector128.WidenLower(tail);
            high += headHigh - Vector128.WidenUpper(tail);
        }
    }

    private static void Columns256(short** source, short** destination, int count, int x, BoxFilter box)
    {
        int window = (2 * box.Half) + 1;
        Vector256<int> low = Vector256<int>.Zero, high = low;
        for (int i = 1; i <= window; i++)
        {
            low += Avx2.ConvertToVector256Int32(source[i] + x);
            high += Avx2.ConvertToVector256Int32(source[i] + x + 8);
        }

        Vector256<int> tailLow = Avx2.ConvertToVector256Int32(source[0] + x), tailHigh = Avx2.ConvertToVector256Int32(source[0] + x + 8);
        for (int i = 0; i < count; i++)
        {
            short* head = source[i + window + 1] + x;
            Vector256<int> headLow = Avx2.ConvertToVector256Int32(head), headHigh = Avx2.ConvertToVector256Int32(head + 8);
            Vector256<int> a = (low * box.Full) + ((headLow + tailLow) * box.End) + Vector256.Create(Rounding);
            Vector256<int> b = (high * box.Full) + ((headHigh + tailHigh) * box.End) + Vector256.Create(Rounding);
            Vector256<short> packed = Avx2.PackSignedSaturate(a >> BoxFilter.WeightBits, b >> BoxFilter.WeightBits);
            Avx2.Permute4x64(packed.AsInt64(), 0b11_01_10_00).AsInt16().Store(destination[i] + x);
            tailLow = Avx2.ConvertToVector256Int32(source[i + 1] + x);
            tailHigh = Avx2.ConvertToVector256Int32(source[i + 1] + x + 8);
            low += headLow - tailLow;
            high += headHigh - tailHigh;
        }
    }

    private static void Columns512(short** source, short** destination, int count, int x, BoxFilter box)
    {
        int window = (2 * box.Half) + 1;
        Vector512<int> low = Vector512<int>.Zero, high = low;
        for (int i = 1; i <= window; i++)
        {
            low += Widen(source[i] + x);
            high += Widen(source[i] + x + 16);
        }

        Vector512<int> tailLow = Widen(source[0] + x), tailHigh = Widen(source[0] + x + 16);
        for (int i = 0; i < count; i++)
        {
            short* head = source[i + window + 1] + x;
            Vector512<int> headLow = Widen(head), headHigh = Widen(head + 16);
            Vector512<int> a = (low * box.Full) + ((headLow + tailLow) * box.End) + Vector512.Create(Rounding);
            Vector512<int> b = (high * box.Full) + ((headHigh + tailHigh) * box.End) + Vector512.Create(Rounding);
            Avx512F.ConvertToVector256Int16(a >> BoxFilter.WeightBits).Store(destination[i] + x);
            Avx512F.ConvertToVector256Int16(b >> BoxFilter.WeightBits).Store(destination[i] + x + 16);
            tailLow = Widen(source[i + 1] + x);
            tailHigh = Widen(source[i + 1] + x + 16);
            low += headLow - tailLow;
            high += headHigh - tailHigh;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widen(short* samples) => Avx512F.ConvertToVector512Int32(Vector256.Load(samples));
}
