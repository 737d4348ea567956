using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PluginRender.Kernels.Pointwise;

namespace PluginRender.Kernels.Masks;

/// <summary>Both ends of a normalized convolution: samples times weights, and what was blurred of both put in their place.</summary>
/// <remarks>
/// Samples count from gray, so that what rounding takes from a product is least for the commonest samples and nothing for
/// gray. Floating point is addition, multiplication, division and floor of single values, each rounded by itself: the same on
/// every machine.
/// </remarks>
internal static unsafe class WeightedRow
{
    private const short Gray = Samples.Neutral;
    private const float ProductScale = 1 << 15;
    private const float WeightScale = 1f / MaskRows.One;

    /// <summary>(sample − gray) · weight / 2^15.</summary>
    public static void Multiply(ReadOnlySpan<short> samples, ReadOnlySpan<short> weights, Span<short> products)
    {
        int length = products.Length, x = 0;
        fixed (short* s = samples, w = weights, to = products)
        {
            if (Avx512BW.IsSupported)
            {
                for (; x <= length - 32; x += 32)
                    Avx512BW.MultiplyHighRoundScale(Avx512BW.SubtractSaturate(Vector512.Load(s + x), Vector512.Create(Gray)), Vector512.Load(w + x)).Store(to + x);
            }

            if (Avx2.IsSupported)
            {
                for (; x <= length - 16; x += 16)
                    Avx2.MultiplyHighRoundScale(Avx2.SubtractSaturate(Vector256.Load(s + x), Vector256.Create(Gray)), Vector256.Load(w + x)).Store(to + x);
            }

            if (Ssse3.IsSupported)
            {
                for (; x <= length - 8; x += 8)
                    Ssse3.MultiplyHighRoundScale(Sse2.SubtractSaturate(Vector128.Load(s + x), Vector128.Create(Gray)), Vector128.Load(w + x)).Store(to + x);
            }
        }

        MultiplyScalar(samples, weights, products, x);
    }

    /// <summary>The reference of <see cref="Multiply"/>, from column <paramref name="first"/> on.</summary>
    public static void MultiplyScalar(ReadOnlySpan<short> samples, ReadOnlySpan<short> weights, Span<short> products, int first)
    {
        for (int x = first; x < products.Length; x++) products[x] = Q15.MultiplyRound(Q15.Subtract(samples[x], Gray), weights[x]);
    }

    /// <summary>sample + weight · (products / sums − sample): where the weight is 0, the sample as it is.</summary>
    /// <param name="samples">The sharp row.</param>
    /// <param name="weights">0 to <see cref="MaskRows.One"/>.</param>
    /// <param name="products">Blurred products, as of <see cref="Multiply"/>.</param>
    /// <param name="sums">Blurred weights; less than 1 counts as 1.</param>
    /// <param name="mixed">The result.</param>
    public static void Mix(ReadOnlySpan<short> samples, ReadOnlySpan<short> weights, ReadOnlySpan<short> products, ReadOnlySpan<short> sums, Span<short> mixed)
    {
        int length = mixed.Length, x = 0;
        fixed (short* s = samples, w = weights, p = products, d = sums, to = mixed)
        {
            if (Avx512F.IsSupported)
            {
                for (; x <= length - 16; x += 16)
                    Avx512F.ConvertToVector256Int16WithSaturation(Mix(Single512(s + x), Single512(w + x), Single512(p + x), Single512(d + x))).Store(to + x);
            }

            if (Avx2.IsSupported)
            {
                for (; x <= length - 8; x += 8)
                {
                    Vector256<int> whole = Mix(Single256(s + x), Single256(w + x), Single256(p + x), Single256(d + x));
                    Sse2.PackSignedSaturate(whole.GetLower(), whole.GetUpper()).Store(to + x);
                }
            }

            if (Sse41.IsSupported)
            {
                for (; x <= length - 4; x += 4)
                {
                    Vector128<int> whole = Mix(Single128(s + x), Single128(w + x), Single128(p + x), Single128(d + x));
                    Sse2.PackSignedSaturate(whole, whole).GetLower().Store(to + x);
                }
            }
        }

        MixScalar(samples, weights, products, sums, mixed, x);
    }

    /// <summary>The reference of <see cref="Mix(ReadOnlySpan{short}, ReadOnlySpan{short}, ReadOnlySpan{short}, ReadOnlySpan{short}, Span{short})"/>, from column <paramref name="first"/> on.</summary>
    public static void MixScalar(
        ReadOnlySpan<short> samples, ReadOnlySpan<short> weights, ReadOnlySpan<short> products, ReadOnlySpan<short> sums, Span<short> mixed, int first)
    {
        for (int x = first; x < mixed.Length; x++)
        {
            float mean = products[x] * (ProductScale / MathF.Max(sums[x], 1));
            float blurred = MathF.Max(MathF.Min(mean, short.MaxValue), short.MinValue);
            float change = weights[x] * WeightScale * (blurred - (samples[x] - (float)Gray));
            mixed[x] = (short)Math.Clamp(MathF.Floor(samples[x] + change + 0.5f), short.MinValue, short.MaxValue);
        }
    }

    private static Vector512<float> Single512(short* from) => Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector256.Load(from)));

    private static Vector256<float> Single256(short* from) => Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(from));

    private static Vector128<float> Single128(short* from) => Vector128.ConvertToSingle(Sse41.ConvertToVector128Int32(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Mix(Vector512<float> sample, Vector512<float> weight, Vector512<float> product, Vector512<float> sum)
    {
        Vector512<float> mean = product * (Vector512.Create(ProductScale) / Vector512.Max(sum, Vector512<float>.One));
        Vector512<float> blurred = Vector512.Max(Vector512.Min(mean, Vector512.Create((float)short.MaxValue)), Vector512.Create((float)short.MinValue));
        Vector512<float> change = weight * Vector512.Create(WeightScale) * (blurred - (sample - Vector512.Create((float)Gray)));
        return Vector512.ConvertToInt32(Vector512.Floor(sample + change + Vector512.Create(0.5f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Mix(Vector256<float> sample, Vector256<float> weight, Vector256<float> product, Vector256<float> sum)
    {
        Vector256<float> mean = product * (Vector256.Create(ProductScale) / Vector256.Max(sum, Vector256<float>.One));
        Vector256<float> blurred = Vector256.Max(Vector256.Min(mean, Vector256.Create((float)short.MaxValue)), Vector256.Create((float)short.MinValue));
        Vector256<float> change = weight * Vector256.Create(WeightScale) * (blurred - (sample - Vector256.Create((float)Gray)));
        return Vector256.ConvertToInt32(Vector256.Floor(sample + change + Vector256.Create(0.5f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Mix(Vector128<float> sample, Vector128<float> weight, Vector128<float> product, Vector128<float> sum)
    {
        Vector128<float> mean = product * (Vector128.Create(ProductScale) / Vector128.Max(sum, Vector128<float>.One));
        Vector128<float> blurred = Vector128.Max(Vector128.Min(mean, Vector128.Create((float)short.MaxValue)), Vector128.Create((float)short.MinValue));
        Vector128<float> change = weight * Vector128.Create(WeightScale) * (blurred - (sample - Vector128.Create((float)Gray)));
        return Vector128.ConvertToInt32(Vector128.Floor(sample + change + Vector128.Create(0.5f)));
    }
}
