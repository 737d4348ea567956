using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Weighted sums along rows, every column with its own taps: 8-bit codes in, 16-bit (code − 128) · 128 out. Every product
/// is rounded to 1/128 code, which takes one instruction where an exact sum takes three; for eight taps the error is
/// 1/150 code (RMS) at most. The bias leaves the overshoot of a cubic, up to half the range on either side, within 16 bits.
/// </summary>
internal static unsafe class ColumnFilter
{
    /// <summary>Bytes that may be read (not used) from the last output's first sample on.</summary>
    public const int Padding = 64;

    /// <summary>Rows that are made with one reading of the taps.</summary>
    public const int RowsAtOnce = 4;

    /// <summary>For a shuffle of 64 bytes: the one that is set to zero.</summary>
    public const int ZeroByte = 63;

    /// <summary>For a shuffle of 16 bytes: what makes zero of any.</summary>
    public const int ZeroBit = 0x80;

    private const int Shift = AxisTaps.Bits - Samples.FractionBits;

    /// <summary>Makes <see cref="RowsAtOnce"/> rows.</summary>
    /// <param name="sources">Source rows from column 0 on, with <see cref="Padding"/>.</param>
    /// <param name="taps">Taps of every column.</param>
    /// <param name="destinations">Where the rows go, with room for whole blocks.</param>
    /// <param name="next">Bytes from these rows to those that will be read next; they are brought into the cache meanwhile.</param>
    public static void Apply(byte** sources, ColumnTaps taps, short** destinations, nint next)
    {
        if (Avx512Vbmi.IsSupported) FourRows512(sources, taps, destinations, next);
        else if (Avx2.IsSupported) for (int row = 0; row < RowsAtOnce; row++) Row256(sources[row], taps, destinations[row]);
        else if (Ssse3.IsSupported) for (int row = 0; row < RowsAtOnce; row++) Row128(sources[row], taps, destinations[row]);
        else for (int row = 0; row < RowsAtOnce; row++) Scalar(sources[row], taps, destinations[row]);
    }

    /// <summary>The reference.</summary>
    public static void Scalar(byte* source, ColumnTaps taps, short* destination)
    {
        for (int output = 0; output < taps.BlockCount * ColumnTaps.BlockOutputs; output++)
        {
            byte* samples = source + taps.Starts[output];
            short* factor = taps.Of(output / ColumnTaps.BlockOutputs) + (output % ColumnTaps.BlockOutputs);
            int sum = 0;
            for (int tap = 0; tap < taps.TapCount; tap++, factor += ColumnTaps.BlockOutputs)
                sum += (((samples[tap] - 128) * *factor) + (1 << (Shift - 1))) >> Shift;
            *destination++ = (short)sum;
        }
    }

    // Sixty-three bytes from the first output's start hold all samples of a block. Those of a tap are a permutation of
    // them, one sample further than the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows512(byte** sources, ColumnTaps taps, short** destinations, nint next)
    {
        int tapCount = taps.TapCount;
        short* factors = taps.Of(0);
        byte* sourceA = sources[0], sourceB = sources[1], sourceC = sources[2], sourceD = sources[3];
        short* a = destinations[0], b = destinations[1], c = destinations[2], d = destinations[3];
        for (int block = 0; block < taps.BlockCount; block++)
        {
            int start = taps.Starts[block * ColumnTaps.BlockOutputs];
            Vector512<byte> order = Vector512.Load(taps.Orders(block));
            Vector512<byte> rowA = Row(sourceA + start), rowB = Row(sourceB + start), rowC = Row(sourceC + start), rowD = Row(sourceD + start);
            Vector512<short> factor = Vector512.Load(factors);
            Vector512<short> sumA = Products(rowA, order, factor), sumB = Products(rowB, order, factor);
            Vector512<short> sumC = Products(rowC, order, factor), sumD = Products(rowD, order, factor);
            factors += ColumnTaps.BlockOutputs;
            for (int tap = 1; tap < tapCount; tap++, factors += ColumnTaps.BlockOutputs)
            {
                order += Vector512.Create((ushort)0x100).AsByte();
                factor = Vector512.Load(factors);
                sumA += Products(rowA, order, factor);
                sumB += Products(rowB, order, factor);
                sumC += Products(rowC, order, factor);
                sumD += Products(rowD, order, factor);
            }

            Sse.Prefetch0(sourceA + next + start);
            Sse.Prefetch0(sourceB + next + start);
            Sse.Prefetch0(sourceC + next + start);
            Sse.Prefetch0(sourceD + next + start);

            sumA.Store(a);
            sumB.Store(b);
            sumC.Store(c);
            sumD.Store(d);
            a += ColumnTaps.BlockOutputs;
            b += ColumnTaps.BlockOutputs;
            c += ColumnTaps.BlockOutputs;
            d += ColumnTaps.BlockOutputs;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Products(Vector512<byte> row, Vector512<byte> order, Vector512<short> factor)
        => Avx512BW.MultiplyHighRoundScale(Avx512Vbmi.PermuteVar64x8(row, order).AsInt16(), factor);

    // Sixteen bytes hold the first three samples of each of eight outputs, or the next three.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row256(byte* source, ColumnTaps taps, short* destination)
    {
        int tapCount = taps.TapCount;
        int* starts = taps.Starts;
        byte* orders = taps.Orders(0);
        Vector256<byte> middle = Vector256.Create((byte)0x80), next = Vector256.Create((ushort)0x100).AsByte();
        for (int half = 0; half < taps.BlockCount * 2; half++, starts += 16, orders += 32, destination += 16)
        {
            Vector256<byte> first = Vector256.Load(orders), second = first + next, third = second + next;
            short* factors = taps.Of(half / 2) + (half % 2 * 16);
            byte* low = source + starts[0], high = source + starts[8];
            Vector256<short> sum = Vector256<short>.Zero;
            for (int tap = 0; tap < tapCount; tap += 3, factors += 3 * ColumnTaps.BlockOutputs)
            {
                Vector256<byte> samples = Vector256.Create(Vector128.Load(low + tap), Vector128.Load(high + tap)) ^ middle;
                sum += Avx2.MultiplyHighRoundScale(Avx2.Shuffle(samples, first).AsInt16(), Vector256.Load(factors));
                if (tap + 1 == tapCount) break;
                sum += Avx2.MultiplyHighRoundScale(Avx2.Shuffle(samples, second).AsInt16(), Vector256.Load(factors + ColumnTaps.BlockOutputs));
                if (tap + 2 == tapCount) break;
                sum += Avx2.MultiplyHighRoundScale(Avx2.Shuffle(samples, third).AsInt16(), Vector256.Load(factors + (2 * ColumnTaps.BlockOutputs)));
            }

            sum.Store(destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row128(byte* source, ColumnTaps taps, short* destination)
    {
        int tapCount = taps.TapCount;
        Vector128<byte> middle = Vector128.Create((byte)0x80), next = Vector128.Create((ushort)0x100).AsByte();
        for (int group = 0; group < taps.BlockCount * 4; group++, destination += 8)
        {
            byte* samples = source + taps.Starts[group * 8];
            Vector128<byte> first = Vector128.Load(taps.Orders(group / 4) + (group % 4 * 16)), second = first + next, third = second + next;
            short* factors = taps.Of(group / 4) + (group % 4 * 8);
            Vector128<short> sum = Vector128<short>.Zero;
            for (int tap = 0; tap < tapCount; tap += 3, factors += 3 * ColumnTaps.BlockOutputs)
            {
                Vector128<byte> codes = Vector128.Load(samples + tap) ^ middle;
                sum += Ssse3.MultiplyHighRoundScale(Ssse3.Shuffle(codes, first).AsInt16(), Vector128.Load(factors));
                if (tap + 1 == tapCount) break;
                sum += Ssse3.MultiplyHighRoundScale(Ssse3.Shuffle(codes, second).AsInt16(), Vector128.Load(factors + ColumnTaps.BlockOutputs));
                if (tap + 2 == tapCount) break;
                sum += Ssse3.MultiplyHighRoundScale(Ssse3.Shuffle(codes, third).AsInt16(), Vector128.Load(factors + (2 * ColumnTaps.BlockOutputs)));
            }

            sum.Store(destination);
        }
    }

    /// <summary>Codes less 128, the last of them zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Row(byte* source)
        => (Vector512.Load(source) ^ Vector512.Create((byte)0x80)) & Vector512.Create(-1L, -1, -1, -1, -1, -1, -1, long.MaxValue >> 7).AsByte();
}
