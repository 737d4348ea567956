using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PluginRender.Kernels.Pointwise;

/// <summary>
/// v · scale + offset on every sample, rounded to nearest and saturated: contrast and brightness on luma, saturation
/// on chroma. Scale 1 and offset 0 leave samples exactly as they are.
/// </summary>
public readonly struct Affine : IEquatable<Affine>
{
    private const int ScaleBits = 12;
    private readonly int scale;
    private readonly int offset;
    private readonly short gain;
    private readonly short pivot;
    private readonly short shift;
    private readonly bool isMild;

    private Affine(int scale, int offset)
    {
        this.scale = scale;
        this.offset = offset;
    }

    private Affine(short gain, short pivot, short shift)
    {
        (this.gain, this.pivot, this.shift) = (gain, pivot, shift);
        isMild = true;
    }

    /// <summary>Whether samples stay as they are.</summary>
    public bool IsIdentity => isMild ? gain == 0 && shift == 0 : scale == 1 << ScaleBits && offset == 0;

    /// <summary>(v − pivot) · scale + pivot + shift.</summary>
    /// <param name="scale">
    /// −4 to 4; kept in steps of 1/4096, in steps of 1/32768 where it is within 0 and 2 and |scale − 1| · 32768 + |shift| at most
    /// 32767.
    /// </param>
    /// <param name="pivot">The sample that scaling leaves where it is.</param>
    /// <param name="shift">Added afterwards, in samples, −32768 to 32767.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Affine About(double scale, double pivot, double shift)
    {
        if (!(Math.Abs(scale) <= 4)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "A scale is within ±4.");
        if (!(Math.Abs(pivot) <= 32768)) throw new ArgumentOutOfRangeException(nameof(pivot), pivot, "A pivot is within ±32768.");
        if (!(Math.Abs(shift) <= 32768)) throw new ArgumentOutOfRangeException(nameof(shift), shift, "A shift is within ±32768.");
        double gain = Math.Floor(((scale - 1) * 32768) + 0.5), whole = Math.Floor(pivot + 0.5);
        double rest = Math.Floor(((pivot - whole) * (1 - scale)) + shift + 0.5);
        // The exact form is for gain −1, which times −32768 would wrap, and for changes beyond 16 bits.
        if (gain is > short.MinValue and <= short.MaxValue && whole <= short.MaxValue && Math.Abs(gain) + Math.Abs(rest) <= short.MaxValue)
            return new Affine((short)gain, (short)whole, (short)rest);
        int factor = (int)Math.Floor((scale * (1 << ScaleBits)) + 0.5);
        double constant = (pivot * ((1 << ScaleBits) - factor)) + (shift * (1 << ScaleBits));
        return new Affine(factor, (int)Math.Floor(constant + 0.5));
    }

    /// <summary>Changes a row in place.</summary>
    public void Apply(Span<short> row)
    {
        if (IsIdentity) return;
        if (isMild) SampleRow.Apply(row, new MildOperation(gain, pivot, shift));
        else SampleRow.Apply(row, new Operation(scale, offset));
    }

    /// <summary>The same for an <see cref="OperationEffect"/>; null where samples stay as they are.</summary>
    public PointOperation? ToOperation()
        => IsIdentity ? null : isMild ? PointOperation.Of(new MildOperation(gain, pivot, shift)) : PointOperation.Of(new Operation(scale, offset));

    /// <inheritdoc/>
    public bool Equals(Affine other)
        => (scale, offset, gain, pivot, shift, isMild) == (other.scale, other.offset, other.gain, other.pivot, other.shift, other.isMild);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Affine other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(scale, offset, gain, pivot, shift, isMild);

    /// <summary>Whether two do the same.</summary>
    public static bool operator ==(Affine left, Affine right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(Affine left, Affine right) => !left.Equals(right);

    internal void ApplyScalar(Span<short> row)
    {
        if (isMild) SampleRow.Scalar(row, 0, new MildOperation(gain, pivot, shift));
        else SampleRow.Scalar(row, 0, new Operation(scale, offset));
    }

    // What is added to a sample is at most as far from zero as a sample from the pivot: four instructions of 16 bits. The
    // change is complete before it is added, so that only a result beyond 16 bits is saturated. It cannot wrap: a product is
    // at most |gain|. Where nothing can, additions do not saturate: processors do fewer of those that do at a time.
    private readonly struct MildOperation(short gain, short pivot, short shift) : ISampleOperation
    {
        private readonly short gain = gain;
        private readonly short pivot = pivot;
        private readonly short shift = shift;

        public void BeginRow(int number)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public short Invoke(short sample, int x)
            => Q15.Add(sample, (short)(Q15.MultiplyRound(Q15.Subtract(sample, pivot), gain) + shift));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<short> Invoke(Vector128<short> samples, int x)
        {
            Vector128<short> change = Ssse3.MultiplyHighRoundScale(Sse2.SubtractSaturate(samples, Vector128.Create(pivot)), Vector128.Create(gain));
            return Sse2.AddSaturate(samples, change + Vector128.Create(shift));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Invoke(Vector256<short> samples, int x)
        {
            Vector256<short> change = Avx2.MultiplyHighRoundScale(Avx2.SubtractSaturate(samples, Vector256.Create(pivot)), Vector256.Create(gain));
            return Avx2.AddSaturate(samples, change + Vector256.Create(shift));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<short> Invoke(Vector512<short> samples, int x)
        {
            Vector512<short> change = Avx512BW.MultiplyHighRoundScale(Avx512BW.SubtractSaturate(samples, Vector512.Create(pivot)), Vector512.Create(gain));
            return Avx512BW.AddSaturate(samples, change + Vector512.Create(shift));
        }
    }

    // |v · scale| < 2^29 and |offset| < 2^30: sums are exact in 32 bits.
    private readonly struct Operation(int scale, int offset) : ISampleOperation
    {
        private readonly int scale = scale;
        private readonly int offset = offset + (1 << (ScaleBits - 1));

        public void BeginRow(int number)
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public short Invoke(short sample, int x)
            => (short)Math.Clamp(((sample * scale) + offset) >> ScaleBits, short.MinValue, short.MaxValue);

        // Samples are paired with a zero, so that multiply-add gives each its 32-bit product.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<short> Invoke(Vector128<short> samples, int x)
        {
            Vector128<short> factor = Vector128.Create(scale).AsInt16();
            Vector128<int> low = Sse2.MultiplyAddAdjacent(Sse2.UnpackLow(samples, Vector128<short>.Zero), factor) + Vector128.Create(offset);
            Vector128<int> high = Sse2.MultiplyAddAdjacent(Sse2.UnpackHigh(samples, Vector128<short>.Zero), factor) + Vector128.Create(offset);
            return Sse2.PackSignedSaturate(low >> ScaleBits, high >> ScaleBits);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<short> Invoke(Vector256<short> samples, int x)
        {
            Vector256<short> factor = Vector256.Create(scale).AsInt16();
            Vector256<int> low = Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(samples, Vector256<short>.Zero), factor) + Vector256.Create(offset);
            Vector256<int> high = Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(samples, Vector256<short>.Zero), factor) + Vector256.Create(offset);
            return Avx2.PackSignedSaturate(low >> ScaleBits, high >> ScaleBits);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<short> Invoke(Vector512<short> samples, int x)
        {
            Vector512<short> factor = Vector512.Create(scale).AsInt16();
            Vector512<int> low = Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackLow(samples, Vector512<short>.Zero), factor) + Vector512.Create(offset);
            Vector512<int> high = Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackHigh(samples, Vector512<short>.Zero), factor) + Vector512.Create(offset);
            return Avx512BW.PackSignedSaturate(low >> ScaleBits, high >> ScaleBits);
        }
    }
}
