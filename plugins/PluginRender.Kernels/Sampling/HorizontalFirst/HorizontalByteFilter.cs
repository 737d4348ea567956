using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Weighted sums along rows, every column with its own taps: 8-bit codes in, 16-bit (code − 128) · 64 out, two rows sample
/// by sample. Sums are exact in 32 bits and rounded once: what is flat stays so. The overshoot of a cubic, up to half the
/// range on either side, is well within 16 bits.
/// </summary>
internal static unsafe class HorizontalByteFilter
{
    /// <summary>Bytes that may be read (not used) from the last output's first sample on.</summary>
    public const int Padding = 64;

    /// <summary>Rows that are made with one reading of the taps, and pairs of them.</summary>
    public const int RowsAtOnce = 4, PairsAtOnce = RowsAtOnce / 2;

    /// <summary>Bits behind a whole code in what comes out: those of the upper half of a sum of codes · 256.</summary>
    public const int FractionBits = FixedPointTaps.Bits + 8 - 16;

    /// <summary>For a shuffle of 64 bytes: the one that makes sums round.</summary>
    public const int RoundingByte = 63;

    /// <summary>For a shuffle of 16 bytes: what makes zero of any.</summary>
    public const int ZeroBit = 0x80;

    private const int Shift = FixedPointTaps.Bits - FractionBits;
    private const int Bias = (-128 << FixedPointTaps.Bits) + (1 << (Shift - 1));
    private const int NextPair = 0x00020002;

    // Times taps that sum to 1, half of what the lower half of a sum can hold.
    private const ulong Rounding = 1 << (15 - FixedPointTaps.Bits);

    /// <summary>Makes <see cref="RowsAtOnce"/> rows.</summary>
    /// <param name="sources">Source rows from column 0 on, with <see cref="Padding"/>.</param>
    /// <param name="taps">Taps of every column.</param>
    /// <param name="destinations">Where the pairs of rows go, with room for whole blocks.</param>
    /// <param name="next">Bytes from these rows to those that will be read next; they are brought into the cache meanwhile.</param>
    public static void Apply(byte** sources, HorizontalTaps taps, short** destinations, nint next)
    {
        if (Avx512Vbmi.IsSupported)
        {
            FourRows512(sources, taps, destinations, next);
            return;
        }

        for (int pair = 0; pair < PairsAtOnce; pair++)
        {
            byte* upper = sources[2 * pair], lower = sources[(2 * pair) + 1];
            if (Avx2.IsSupported) TwoRows256(upper, lower, taps, destinations[pair]);
            else if (Ssse3.IsSupported) TwoRows128(upper, lower, taps, destinations[pair]);
            else Scalar(upper, lower, taps, destinations[pair]);
        }
    }

    /// <summary>The reference, for two rows.</summary>
    public static void Scalar(byte* upper, byte* lower, HorizontalTaps taps, short* destination)
    {
        for (int output = 0; output < taps.BlockCount * HorizontalTaps.BlockOutputs; output++)
        {
            *destination++ = Sum(upper, output);
            *destination++ = Sum(lower, output);
        }

        short Sum(byte* source, int output)
        {
            byte* samples = source + taps.Starts[output];
            int* factor = taps.Of(output / HorizontalTaps.BlockOutputs) + (output % HorizontalTaps.BlockOutputs);
            int sum = Bias;
            for (int pair = 0; pair < taps.PairCount; pair++, samples += 2, factor += HorizontalTaps.BlockOutputs)
                sum += (samples[0] * (short)*factor) + (samples[1] * (*factor >> 16));
            return (short)(sum >> Shift);
        }
    }

    // Sixty-three bytes from the first output's start hold all samples of a block. Those of a pair of taps are a permutation
    // of them, two samples further than the pair before. They become words of (code − 128) · 256 + 2: then the sum is in the
    // upper half of its 32 bits, and since taps sum to 1 (2^14), the 2 has become 2^15, which rounds it. There are at least two
    // pairs: the first makes the sums, the others are added.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows512(byte** sources, HorizontalTaps taps, short** destinations, nint next)
    {
        const int Half = HorizontalTaps.BlockOutputs / 2;
        Vector512<byte> nextPair = Vector512.Create(NextPair << 8).AsByte();
        int* starts = taps.Starts, orders = taps.Orders(0), factors = taps.Of(0);
        byte* sourceA = sources[0], sourceB = sources[1], sourceC = sources[2], sourceD = sources[3];
        short* ab = destinations[0], cd = destinations[1];
        int blocks = taps.BlockCount;
        do
        {
            int start = *starts;
            Vector512<byte> leftOrder = Vector512.Load(orders).AsByte(), rightOrder = Vector512.Load(orders + Half).AsByte();
            Vector512<byte> rowA = Row(sourceA + start), rowB = Row(sourceB + start), rowC = Row(sourceC + start), rowD = Row(sourceD + start);
            Vector512<short> left = Vector512.Load(factors).AsInt16(), right = Vector512.Load(factors + Half).AsInt16();
            Vector512<int> leftA = Products(rowA, leftOrder, left), rightA = Products(rowA, rightOrder, right);
            Vector512<int> leftB = Products(rowB, leftOrder, left), rightB = Products(rowB, rightOrder, right);
            Vector512<int> leftC = Products(rowC, leftOrder, left), rightC = Products(rowC, rightOrder, right);
            Vector512<int> leftD = Products(rowD, leftOrder, left), rightD = Products(rowD, rightOrder, right);
            int pair = taps.PairCount - 1;
            do
            {
                factors += HorizontalTaps.BlockOutputs;
                leftOrder += nextPair;
                rightOrder += nextPair;
                left = Vector512.Load(factors).AsInt16();
                right = Vector512.Load(factors + Half).AsInt16();
                leftA += Products(rowA, leftOrder, left);
                rightA += Products(rowA, rightOrder, right);
                leftB += Products(rowB, leftOrder, left);
                rightB += Products(rowB, rightOrder, right);
                leftC += Products(rowC, leftOrder, left);
                rightC += Products(rowC, rightOrder, right);
                leftD += Products(rowD, leftOrder, left);
                rightD += Products(rowD, rightOrder, right);
            }
            while (--pair > 0);

            Sse.Prefetch0(sourceA + next + start);
            Sse.Prefetch0(sourceB + next + start);
            Sse.Prefetch0(sourceC + next + start);
            Sse.Prefetch0(sourceD + next + start);
            Together(leftA, leftB).Store(ab);
            Together(rightA, rightB).Store(ab + HorizontalTaps.BlockOutputs);
            Together(leftC, leftD).Store(cd);
            Together(rightC, rightD).Store(cd + HorizontalTaps.BlockOutputs);
            starts += HorizontalTaps.BlockOutputs;
            orders += HorizontalTaps.BlockOutputs;
            factors += HorizontalTaps.BlockOutputs;
            ab += 2 * HorizontalTaps.BlockOutputs;
            cd += 2 * HorizontalTaps.BlockOutputs;
        }
        while (--blocks > 0);
    }

    // Sixteen bytes hold all samples of four outputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRows256(byte* upper, byte* lower, HorizontalTaps taps, short* destination)
    {
        const int Eight = 8;
        int pairCount = taps.PairCount;
        int* starts = taps.Starts, orders = taps.Orders(0);
        for (int eighth = 0; eighth < taps.BlockCount * 4; eighth++, starts += Eight, orders += Eight, destination += 2 * Eight)
        {
            int* factors = taps.Of(eighth / 4) + (eighth % 4 * Eight);
            Vector256<byte> order = Vector256.Load(orders).AsByte();
            Vector256<byte> rowA = Vector256.Create(Vector128.Load(upper + starts[0]), Vector128.Load(upper + starts[4]));
            Vector256<byte> rowB = Vector256.Create(Vector128.Load(lower + starts[0]), Vector128.Load(lower + starts[4]));
            Vector256<int> a = Vector256.Create(Bias), b = a;
            for (int pair = 0; pair < pairCount; pair++, factors += HorizontalTaps.BlockOutputs)
            {
                Vector256<short> factor = Vector256.Load(factors).AsInt16();
                a += Avx2.MultiplyAddAdjacent(Avx2.Shuffle(rowA, order).AsInt16(), factor);
                b += Avx2.MultiplyAddAdjacent(Avx2.Shuffle(rowB, order).AsInt16(), factor);
                order += Vector256.Create(NextPair).AsByte();
            }

            Avx2.Blend((a >> Shift).AsInt16(), (b << (16 - Shift)).AsInt16(), 0b10101010).Store(destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwoRows128(byte* upper, byte* lower, HorizontalTaps taps, short* destination)
    {
        const int Four = HorizontalTaps.QuadOutputs;
        int pairCount = taps.PairCount;
        int* starts = taps.Starts, orders = taps.Orders(0);
        for (int quad = 0; quad < taps.BlockCount * 8; quad++, starts += Four, orders += Four, destination += 2 * Four)
        {
            int* factors = taps.Of(quad / 8) + (quad % 8 * Four);
            Vector128<byte> order = Vector128.Load(orders).AsByte(), rowA = Vector128.Load(upper + starts[0]), rowB = Vector128.Load(lower + starts[0]);
            Vector128<int> a = Vector128.Create(Bias), b = a;
            for (int pair = 0; pair < pairCount; pair++, factors += HorizontalTaps.BlockOutputs)
            {
                Vector128<short> factor = Vector128.Load(factors).AsInt16();
                a += Sse2.MultiplyAddAdjacent(Ssse3.Shuffle(rowA, order).AsInt16(), factor);
                b += Sse2.MultiplyAddAdjacent(Ssse3.Shuffle(rowB, order).AsInt16(), factor);
                order += Vector128.Create(NextPair).AsByte();
            }

            (((a >> Shift) & Vector128.Create(0xFFFF)) | ((b << (16 - Shift)) & Vector128.Create(0xFFFF << 16))).AsInt16().Store(destination);
        }
    }

    /// <summary>Codes as signed bytes, (code − 128); the last byte is the one that rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Row(byte* source)
    {
        const ulong Sign = 0x8080808080808080;
        Vector512<byte> kept = Vector512.Create(-1L, -1, -1, -1, -1, -1, -1, long.MaxValue >> 7).AsByte();
        return (Vector512.Load(source) & kept) ^ Vector512.Create(Sign, Sign, Sign, Sign, Sign, Sign, Sign, (Sign >> 8) | (Rounding << 56)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Products(Vector512<byte> row, Vector512<byte> order, Vector512<short> factor)
        => Avx512BW.MultiplyAddAdjacent(Avx512Vbmi.PermuteVar64x8(row, order).AsInt16(), factor);

    /// <summary>The upper halves of the sums of two rows, sample by sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Together(Vector512<int> upper, Vector512<int> lower)
        => ((upper >>> 16) | (lower & Vector512.Create(0xFFFF << 16))).AsInt16();
}
