using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Pointwise;

/// <summary>
/// Adds noise that is a pure function of a key and the column: a hash gives 16 bits per sample, the sum of their two
/// bytes is triangular, of mean 0. Amplitude 0 leaves samples exactly as they are.
/// </summary>
public static class GrainNoise
{
    /// <summary>Standard deviation of the noise over its amplitude: √((256² − 1)/6) / 256.</summary>
    public const double Deviation = 0.408245;

    /// <summary>The key of one row: equal arguments give equal noise, and any difference gives noise unrelated to it.</summary>
    /// <param name="seed">The segment's or effect's seed.</param>
    /// <param name="salt">A second seed, the author's.</param>
    /// <param name="frame">Frame number.</param>
    /// <param name="row">Row number.</param>
    public static ulong RowKey(ulong seed, ulong salt, int frame, int row)
    {
        ulong key = Scramble(seed ^ 0x6A09E667F3BCC909UL);
        key = Scramble(key ^ salt);
        return Scramble(key ^ (((ulong)(uint)frame << 32) | (uint)row));
    }

    /// <summary>Changes a row in place, saturating.</summary>
    /// <param name="row">Samples.</param>
    /// <param name="key">From <see cref="RowKey"/>.</param>
    /// <param name="amplitude">The largest change, in samples, 0 to <see cref="Samples.Max"/>.</param>
    public static void Apply(Span<short> row, ulong key, short amplitude)
    {
        if (amplitude != 0) SampleRow.Apply(row, new Operation(key, amplitude));
    }

    internal static void ApplyScalar(Span<short> row, ulong key, short amplitude)
        => SampleRow.Scalar(row, 0, new Operation(key, amplitude));

    // Multiply and fold, twice, by the fractions of the golden ratio and of √3: every input bit reaches every output bit.
    private static ulong Scramble(ulong value)
    {
        value = (value ^ (value >> 31)) * 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 32)) * 0xBB67AE8584CAA73BUL;
        return value ^ (value >> 29);
    }

    // One 32-bit hash serves two samples; its halves are in the order of memory.
    private readonly struct Operation(ulong key, short amplitude) : ISampleOperation
    {
        private const uint First = 0x9E3779B1, Second = 0x6A09E667;
        private readonly uint inner = (uint)key;
        private readonly uint outer = (uint)(key >> 32);
        private readonly short amplitude = amplitude;

        public void BeginRow(int number)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public short Invoke(short sample, int x)
        {
            uint hash = ((uint)(x >> 1) ^ inner) * First;
            hash = ((hash ^ (hash >> 15)) + outer) * Second;
            hash ^= hash >> 16;
            uint word = (x & 1) == 0 ? hash & 0xFFFF : hash >> 16;
            int noise = (int)(word & 0xFF) + (int)(word >> 8) - 255;
            return Q15.Add(sample, Q15.MultiplyRound((short)(noise << 7), amplitude));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<short> Invoke(Vector128<short> samples, int x)
        {
            Vector128<uint> hash = ((Vector128<uint>.Indices + Vector128.Create((uint)x >> 1)) ^ Vector128.Create(inner)) * First;
            hash = ((hash ^ (hash >> 15)) + Vector128.Create(outer)) * Second;
            Vector128<ushort> word = (hash ^ (hash >> 16)).AsUInt16();
            Vector128<short> noise = ((word & Vector128.Create((ushort)0xFF)) + (word >> 8)).AsInt16() - Vector128.Create((short)255);
            return Sse2.AddSaturate(samples, Ssse3.MultiplyHighRoundScale(noise << 7, Vector128.Create(amplitude)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Invoke(Vector256<short> samples, int x)
        {
            Vector256<uint> hash = ((Vector256<uint>.Indices + Vector256.Create((uint)x >> 1)) ^ Vector256.Create(inner)) * First;
            hash = ((hash ^ (hash >> 15)) + Vector256.Create(outer)) * Second;
            Vector256<ushort> word = (hash ^ (hash >> 16)).AsUInt16();
            Vector256<short> noise = ((word & Vector256.Create((ushort)0xFF)) + (word >> 8)).AsInt16() - Vector256.Create((short)255);
            return Avx2.AddSaturate(samples, Avx2.MultiplyHighRoundScale(noise << 7, Vector256.Create(amplitude)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<short> Invoke(Vector512<short> samples, int x)
        {
            Vector512<uint> hash = ((Vector512<uint>.Indices + Vector512.Create((uint)x >> 1)) ^ Vector512.Create(inner)) * First;
            hash = ((hash ^ (hash >> 15)) + Vector512.Create(outer)) * Second;
            Vector512<ushort> word = (hash ^ (hash >> 16)).AsUInt16();
            Vector512<short> noise = ((word & Vector512.Create((ushort)0xFF)) + (word >> 8)).AsInt16() - Vector512.Create((short)255);
            return Avx512BW.AddSaturate(samples, Avx512BW.MultiplyHighRoundScale(noise << 7, Vector512.Create(amplitude)));
        }
    }
}
