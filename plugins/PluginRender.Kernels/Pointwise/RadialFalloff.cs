using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Pointwise;

/// <summary>
/// Darkens a plane toward its corners. With t = (distance from the frame's center / reach)², at most 1, every sample
/// moves toward a constant by strength · t²(3 − 2t): flat in the middle, flat again beyond the reach.
/// </summary>
/// <remarks>
/// The squares of the distances are in tables, one entry per column and per row; the polynomial is four 15-bit
/// multiplications per sample. One instance is for one kind of plane; it may be shared by threads.
/// </remarks>
public sealed class RadialFalloff
{
    private readonly short[] columns;
    private readonly short[] rows;
    private readonly short negatedStrength;

    /// <param name="x">Position of the first column and distance of the next, in luma samples from the frame's center.</param>
    /// <param name="y">The same for rows.</param>
    /// <param name="size">Columns and rows of the plane.</param>
    /// <param name="reach">Distance at which the falloff is complete, in luma samples; positive.</param>
    /// <param name="strength">0–1; 0 leaves samples exactly as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public RadialFalloff((double First, double Step) x, (double First, double Step) y, (int Width, int Height) size, double reach, double strength)
    {
        if (!(reach > 0)) throw new ArgumentOutOfRangeException(nameof(reach), reach, "A reach is positive.");
        if (!(strength is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(strength), strength, "A strength is within 0 and 1.");
        columns = Squares(x.First, x.Step, size.Width, reach);
        rows = Squares(y.First, y.Step, size.Height, reach);
        negatedStrength = Q15.NegatedFromUnit(strength);
    }

    /// <summary>Changes a row of the plane in place.</summary>
    /// <param name="row">All samples of the row.</param>
    /// <param name="number">The row's number in the plane.</param>
    /// <param name="target">What samples move toward: black or neutral.</param>
    /// <exception cref="ArgumentException">The row has another length than the plane.</exception>
    public void Apply(Span<short> row, int number, short target)
    {
        if (row.Length != columns.Length) throw new ArgumentException($"The row has {row.Length} samples; the plane has {columns.Length} columns.", nameof(row));
        if (negatedStrength != 0) SampleRow.Apply(row, At(number, target));
    }

    /// <summary>The same for an <see cref="OperationEffect"/>; null where samples stay as they are.</summary>
    /// <param name="target">What samples move toward: black or neutral.</param>
    public PointOperation? ToOperation(short target)
        => negatedStrength == 0 ? null : PointOperation.Of(new Operation(columns, rows, negatedStrength, target), (columns.Length, rows.Length));

    internal void ApplyScalar(Span<short> row, int number, short target) => SampleRow.Scalar(row, 0, At(number, target));

    private Operation At(int number, short target)
    {
        var operation = new Operation(columns, rows, negatedStrength, target);
        operation.BeginRow(number);
        return operation;
    }

    private static short[] Squares(double first, double step, int count, double reach)
    {
        short[] squares = new short[count];
        for (int i = 0; i < count; i++)
        {
            double distance = (first + (i * step)) / reach;
            squares[i] = Q15.FromUnit(Math.Min(1, distance * distance));
        }

        return squares;
    }

    private struct Operation(short[] columns, short[] rows, short negatedStrength, short target) : ISampleOperation
    {
        private readonly short[] columns = columns;
        private readonly short[] rows = rows;
        private readonly short negatedStrength = negatedStrength;
        private readonly short target = target;
        private short row;

        public void BeginRow(int number) => row = rows[number];

        // t²(3 − 2t) as t² + 2 t²(1 − t): every term and every sum stays within 15 bits. 1 − t is t with its 15 bits inverted.
        // The result lies between the sample and the target. So only t and the difference need to saturate: see Affine.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly short Invoke(short sample, int x)
        {
            short t = Q15.Add(columns[x], row);
            short square = Q15.MultiplyRound(t, t);
            short rest = Q15.MultiplyRound(square, (short)(short.MaxValue - t));
            short falloff = (short)(square + rest + rest);
            short amount = Q15.MultiplyRound(falloff, negatedStrength);
            return (short)(sample + Q15.MultiplyRound(Q15.Subtract(sample, target), amount));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector128<short> Invoke(Vector128<short> samples, int x)
        {
            Vector128<short> t = Sse2.AddSaturate(Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(columns), (nuint)x), Vector128.Create(row));
            Vector128<short> square = Ssse3.MultiplyHighRoundScale(t, t);
            Vector128<short> rest = Ssse3.MultiplyHighRoundScale(square, Vector128.Create(short.MaxValue) ^ t);
            Vector128<short> falloff = square + rest + rest;
            Vector128<short> amount = Ssse3.MultiplyHighRoundScale(falloff, Vector128.Create(negatedStrength));
            Vector128<short> difference = Sse2.SubtractSaturate(samples, Vector128.Create(target));
            return samples + Ssse3.MultiplyHighRoundScale(difference, amount);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector256<short> Invoke(Vector256<short> samples, int x)
        {
            Vector256<short> t = Avx2.AddSaturate(Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(columns), (nuint)x), Vector256.Create(row));
            Vector256<short> square = Avx2.MultiplyHighRoundScale(t, t);
            Vector256<short> rest = Avx2.MultiplyHighRoundScale(square, Vector256.Create(short.MaxValue) ^ t);
            Vector256<short> falloff = square + rest + rest;
            Vector256<short> amount = Avx2.MultiplyHighRoundScale(falloff, Vector256.Create(negatedStrength));
            Vector256<short> difference = Avx2.SubtractSaturate(samples, Vector256.Create(target));
            return samples + Avx2.MultiplyHighRoundScale(difference, amount);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector512<short> Invoke(Vector512<short> samples, int x)
        {
            Vector512<short> t = Avx512BW.AddSaturate(Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(columns), (nuint)x), Vector512.Create(row));
            Vector512<short> square = Avx512BW.MultiplyHighRoundScale(t, t);
            Vector512<short> rest = Avx512BW.MultiplyHighRoundScale(square, Vector512.Create(short.MaxValue) ^ t);
            Vector512<short> falloff = square + rest + rest;
            Vector512<short> amount = Avx512BW.MultiplyHighRoundScale(falloff, Vector512.Create(negatedStrength));
            Vector512<short> difference = Avx512BW.SubtractSaturate(samples, Vector512.Create(target));
            return samples + Avx512BW.MultiplyHighRoundScale(difference, amount);
        }
    }
}
