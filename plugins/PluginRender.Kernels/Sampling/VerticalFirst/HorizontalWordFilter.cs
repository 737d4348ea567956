using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// The second pass: 16-bit (code − 128) · 128 in, samples out, every column with its own taps. Sums are exact in 32
/// bits, rounded once and saturated to 16 bits.
/// </summary>
internal static unsafe class HorizontalWordFilter
{
    /// <summary>Samples that may be read (not used) beyond the last tap.</summary>
    public const int Padding = 64;

    /// <summary>
    /// Sixteen outputs must start within this many samples for the blocked forms: with the pair's second sample
    /// that is one 512-bit vector, and a fifth of it, plus two, one 128-bit vector for each four outputs.
    /// </summary>
    public const int BlockedSpan = 30;

    private const int Shift = FixedPointTaps.Bits;
    private const int Bias = (Samples.Neutral << Shift) + (1 << (Shift - 1));

    /// <summary>Whether this machine has a form for the blocked layout; the scalar reference reads either.</summary>
    public static bool PrefersBlocks => Ssse3.IsSupported;

    /// <summary>Makes one row.</summary>
    /// <param name="source">The row, from the filter's origin on, with <see cref="Padding"/> behind it.</param>
    /// <param name="filter">Taps of every column.</param>
    /// <param name="destination">One sample per column.</param>
    public static void Apply(short* source, PolyphaseFilter filter, Span<short> destination)
    {
        fixed (short* target = destination)
        {
            if (filter.Layout == TapLayout.Blocked && Ssse3.IsSupported) Blocks(source, filter, target);
            else if (filter.Layout == TapLayout.Padded && Ssse3.IsSupported) Quads(source, filter, target);
            else Scalar(source, filter, target);
        }
    }

    /// <summary>The reference, for either layout.</summary>
    public static void Scalar(short* source, PolyphaseFilter filter, short* destination)
    {
        bool blocked = filter.Layout == TapLayout.Blocked;
        int pairCount = filter.PairCount;
        int next = blocked ? PolyphaseFilter.Block : 1;
        for (int x = 0; x < filter.Count; x++)
        {
            short* first = source + filter.Starts[x];
            int* taps = filter.Pairs + (blocked
                ? (x / PolyphaseFilter.Block * pairCount * PolyphaseFilter.Block) + (x % PolyphaseFilter.Block)
                : x * pairCount);
            int sum = Bias;
            for (int pair = 0; pair < pairCount; pair++)
                sum += (first[2 * pair] * (short)taps[pair * next]) + (first[(2 * pair) + 1] * (taps[pair * next] >> 16));
            destination[x] = (short)Math.Clamp(sum >> Shift, short.MinValue, short.MaxValue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks(short* source, PolyphaseFilter filter, short* destination)
    {
        const int Block = PolyphaseFilter.Block;
        int pairCount = filter.PairCount;
        int* taps = filter.Pairs;
        int x = 0;
        for (; x <= filter.Count - Block; x += Block, taps += Block * pairCount)
            BlockOf16(source, filter.Starts + x, taps, pairCount, destination + x);
        if (x == filter.Count) return;
        short* rest = stackalloc short[Block];
        BlockOf16(source, filter.Starts + x, taps, pairCount, rest);
        new ReadOnlySpan<short>(rest, filter.Count - x).CopyTo(new Span<short>(destination + x, filter.Count - x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BlockOf16(short* source, int* starts, int* taps, int pairCount, short* destination)
    {
        if (Avx512BW.IsSupported)
        {
            Block512(source, starts, taps, pairCount, destination);
        }
        else if (Avx2.IsSupported)
        {
            Half256(source, starts, taps, pairCount, destination);
            Half256(source, starts + 8, taps + 8, pairCount, destination + 8);
        }
        else
        {
            Half128(source, starts, taps, pairCount, destination);
            Half128(source, starts + 8, taps + 8, pairCount, destination + 8);
        }
    }

    // Thirty-two words from the first output's start hold a pair of every output; one permutation, the same for all
    // pairs, brings each to its lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block512(short* source, int* starts, int* taps, int pairCount, short* destination)
    {
        Vector512<short> order = PairOrder(starts);
        short* first = source + starts[0];
        Vector512<int> sum = Vector512.Create(Bias);
        for (int pair = 0; pair < pairCount; pair++)
        {
            Vector512<short> samples = Avx512BW.PermuteVar32x16(Vector512.Load(first + (2 * pair)), order);
            sum += Avx512BW.MultiplyAddAdjacent(samples, Vector512.Load(taps + (pair * PolyphaseFilter.Block)).AsInt16());
        }

        Avx512F.ConvertToVector256Int16WithSaturation(sum >> Shift).Store(destination);
    }

    /// <summary>The permutation that takes words offset and offset + 1 of each of sixteen outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> PairOrder(int* starts)
    {
        Vector512<int> offsets = Vector512.Load(starts) - Vector512.Create(starts[0]);
        return (offsets | ((offsets + Vector512<int>.One) << 16)).AsInt16();
    }

    // The same with byte shuffles: eight words from the first of four outputs' starts hold a pair of each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half256(short* source, int* starts, int* taps, int pairCount, short* destination)
    {
        Vector256<byte> order = Vector256.Create(Order(starts), Order(starts + 4));
        short* first = source + starts[0];
        short* second = source + starts[4];
        Vector256<int> sum = Vector256.Create(Bias);
        for (int pair = 0; pair < pairCount; pair++)
        {
            Vector256<byte> samples = Vector256.Create(Vector128.Load(first + (2 * pair)), Vector128.Load(second + (2 * pair))).AsByte();
            samples = Avx2.Shuffle(samples, order);
            sum += Avx2.MultiplyAddAdjacent(samples.AsInt16(), Vector256.Load(taps + (pair * PolyphaseFilter.Block)).AsInt16());
        }

        sum >>= Shift;
        Sse2.PackSignedSaturate(sum.GetLower(), sum.GetUpper()).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half128(short* source, int* starts, int* taps, int pairCount, short* destination)
    {
        Vector128<byte> lowOrder = Order(starts), highOrder = Order(starts + 4);
        short* first = source + starts[0];
        short* second = source + starts[4];
        Vector128<int> low = Vector128.Create(Bias), high = low;
        for (int pair = 0; pair < pairCount; pair++)
        {
            Vector128<short> a = Ssse3.Shuffle(Vector128.Load(first + (2 * pair)).AsByte(), lowOrder).AsInt16();
            Vector128<short> b = Ssse3.Shuffle(Vector128.Load(second + (2 * pair)).AsByte(), highOrder).AsInt16();
            low += Sse2.MultiplyAddAdjacent(a, Vector128.Load(taps + (pair * PolyphaseFilter.Block)).AsInt16());
            high += Sse2.MultiplyAddAdjacent(b, Vector128.Load(taps + (pair * PolyphaseFilter.Block) + 4).AsInt16());
        }

        Sse2.PackSignedSaturate(low >> Shift, high >> Shift).Store(destination);
    }

    /// <summary>Byte shuffle that takes words offset and offset + 1 of each of four outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Order(int* starts)
    {
        Vector128<int> bytes = (Vector128.Load(starts) - Vector128.Create(starts[0])) << 1;
        bytes |= bytes << 8;
        return ((bytes | (bytes << 16)).AsByte() + Vector128.Create(0x03020100).AsByte());
    }

    // Strong shrinking: many taps per output, so a dot product each; four at a time share the horizontal sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quads(short* source, PolyphaseFilter filter, short* destination)
    {
        int pairCount = filter.PairCount;
        int* taps = filter.Pairs;
        short* four = stackalloc short[8];
        for (int x = 0; x < filter.Count; x += 4, taps += 4 * pairCount)
        {
            Vector128<int> a = Dot(source + filter.Starts[x], taps, pairCount);
            Vector128<int> b = Dot(source + filter.Starts[x + 1], taps + pairCount, pairCount);
            Vector128<int> c = Dot(source + filter.Starts[x + 2], taps + (2 * pairCount), pairCount);
            Vector128<int> d = Dot(source + filter.Starts[x + 3], taps + (3 * pairCount), pairCount);
            Vector128<int> sum = Ssse3.HorizontalAdd(Ssse3.HorizontalAdd(a, b), Ssse3.HorizontalAdd(c, d)) + Vector128.Create(Bias);
            Vector128<short> samples = Sse2.PackSignedSaturate(sum >> Shift, sum >> Shift);
            if (x <= filter.Count - 4)
            {
                Sse2.StoreLow((double*)(destination + x), samples.AsDouble());
                continue;
            }

            samples.Store(four);
            new ReadOnlySpan<short>(four, filter.Count - x).CopyTo(new Span<short>(destination + x, filter.Count - x));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Dot(short* source, int* taps, int pairCount)
    {
        Vector128<int> sum = Vector128<int>.Zero;
        for (int pair = 0; pair < pairCount; pair += 4)
            sum += Sse2.MultiplyAddAdjacent(Vector128.Load(source + (2 * pair)), Vector128.Load(taps + pair).AsInt16());
        return sum;
    }
}
