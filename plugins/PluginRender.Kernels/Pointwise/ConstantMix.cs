using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Pointwise;

/// <summary>
/// Mixes every sample toward a constant: v + (target − v) · amount, the product rounded to nearest. Amount 0 leaves
/// samples exactly as they are, amount 1 gives exactly the target.
/// </summary>
public static class ConstantMix
{
    /// <summary>Changes a row in place.</summary>
    /// <param name="row">Samples.</param>
    /// <param name="target">The sample to mix toward, 0 to <see cref="Samples.Max"/>.</param>
    /// <param name="amount">0–1; kept in steps of 1/32768.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is outside its range.</exception>
    public static void Apply(Span<short> row, short target, double amount)
    {
        Operation operation = Create(target, amount);
        if (!operation.IsIdentity) SampleRow.Apply(row, operation);
    }

    /// <summary>The same for an <see cref="OperationEffect"/>; null where samples stay as they are.</summary>
    /// <param name="target">The sample to mix toward, 0 to <see cref="Samples.Max"/>.</param>
    /// <param name="amount">0–1; kept in steps of 1/32768.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is outside its range.</exception>
    public static PointOperation? ToOperation(short target, double amount)
    {
        Operation operation = Create(target, amount);
        return operation.IsIdentity ? null : PointOperation.Of(operation);
    }

    internal static void ApplyScalar(Span<short> row, short target, double amount) => SampleRow.Scalar(row, 0, Create(target, amount));

    private static Operation Create(short target, double amount)
    {
        if (!(amount is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(amount), amount, "An amount is within 0 and 1.");
        return new Operation(target, Q15.NegatedFromUnit(amount));
    }

    // The result lies between the sample and the target: only the difference needs to saturate.
    private readonly struct Operation(short target, short negated) : ISampleOperation
    {
        private readonly short target = target;
        private readonly short negated = negated;

        public bool IsIdentity => negated == 0;

        public void BeginRow(int number)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public short Invoke(short sample, int x)
            => (short)(sample + Q15.MultiplyRound(Q15.Subtract(sample, target), negated));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<short> Invoke(Vector128<short> samples, int x)
        {
            Vector128<short> difference = Sse2.SubtractSaturate(samples, Vector128.Create(target));
            return samples + Ssse3.MultiplyHighRoundScale(difference, Vector128.Create(negated));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Invoke(Vector256<short> samples, int x)
        {
            Vector256<short> difference = Avx2.SubtractSaturate(samples, Vector256.Create(target));
            return samples + Avx2.MultiplyHighRoundScale(difference, Vector256.Create(negated));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<short> Invoke(Vector512<short> samples, int x)
        {
            Vector512<short> difference = Avx512BW.SubtractSaturate(samples, Vector512.Create(target));
            return samples + Avx512BW.MultiplyHighRoundScale(difference, Vector512.Create(negated));
        }
    }
}
