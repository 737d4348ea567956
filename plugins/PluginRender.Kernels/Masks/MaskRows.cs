using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using PluginRender.Kernels.Pointwise;

namespace PluginRender.Kernels.Masks;

/// <summary>
/// How much of each sample of a plane is background, interpolated bilinearly from a mask: 0 on a subject, <see cref="One"/>
/// beside it. A mask's rows are stretched to the plane's width once and mixed for each row of the plane.
/// </summary>
/// <param name="mask">The mask.</param>
/// <param name="width">Samples in a row of the plane.</param>
/// <param name="height">Rows of the plane.</param>
/// <param name="offsetX">Where the first sample's center is, in samples of the plane from its left edge: 1/2, for co-sited chroma 1/4.</param>
internal sealed unsafe class MaskRows(SubjectMask mask, int width, int height, double offsetX) : IDisposable
{
    /// <summary>A weight of 1: 255 times 128.</summary>
    public const short One = 255 << MaskBits;

    private const int MaskBits = 7;
    private const int FractionBits = 8;

    private readonly NativeBuffer<Place> places = new();
    private readonly NativeBuffer<short> stretched = new();
    private readonly int[] stretchedRows = [-1, -1];
    private PictureArea area;

    /// <summary>Which part of the picture fills the plane from now on.</summary>
    public void SetArea(in PictureArea shown)
    {
        if (shown == area) return;
        area = shown;
        places.Reserve(width);
        stretched.Reserve(2 * width);
        stretchedRows.AsSpan().Fill(-1);
        for (int x = 0; x < width; x++)
        {
            (int column, double fraction) = PlaceOf(area.Left + (area.Width * (x + offsetX) / width), mask.Width);
            places.Pointer[x] = new Place((ushort)column, (ushort)Math.Floor((fraction * (1 << FractionBits)) + 0.5));
        }
    }

    /// <summary>The weights of a row of the plane.</summary>
    public void Weigh(int row, Span<short> weights)
    {
        (int first, double fraction) = PlaceOf(area.Top + (area.Height * (row + 0.5) / height), mask.Height);
        Mix(Stretched(first), Stretched(Math.Min(first + 1, mask.Height - 1)), Q15.FromUnit(fraction), weights);
    }

    public void Dispose()
    {
        places.Dispose();
        stretched.Dispose();
    }

    /// <summary><see cref="One"/> − (upper + (lower − upper) · share) for a row; a share in 15 bits.</summary>
    internal static void Mix(ReadOnlySpan<short> upper, ReadOnlySpan<short> lower, short share, Span<short> weights)
    {
        int length = weights.Length, x = 0;
        fixed (short* a = upper, b = lower, to = weights)
        {
            if (Avx512BW.IsSupported)
            {
                for (; x <= length - 32; x += 32)
                {
                    Vector512<short> from = Vector512.Load(a + x);
                    (Vector512.Create(One) - from - Avx512BW.MultiplyHighRoundScale(Vector512.Load(b + x) - from, Vector512.Create(share))).Store(to + x);
                }
            }

            if (Avx2.IsSupported)
            {
                for (; x <= length - 16; x += 16)
                {
                    Vector256<short> from = Vector256.Load(a + x);
                    (Vector256.Create(One) - from - Avx2.MultiplyHighRoundScale(Vector256.Load(b + x) - from, Vector256.Create(share))).Store(to + x);
                }
            }

            if (Ssse3.IsSupported)
            {
                for (; x <= length - 8; x += 8)
                {
                    Vector128<short> from = Vector128.Load(a + x);
                    (Vector128.Create(One) - from - Ssse3.MultiplyHighRoundScale(Vector128.Load(b + x) - from, Vector128.Create(share))).Store(to + x);
                }
            }
        }

        MixScalar(upper, lower, share, weights, x);
    }

    /// <summary>The reference, from column <paramref name="first"/> on.</summary>
    internal static void MixScalar(ReadOnlySpan<short> upper, ReadOnlySpan<short> lower, short share, Span<short> weights, int first)
    {
        for (int x = first; x < weights.Length; x++)
            weights[x] = (short)(One - upper[x] - Q15.MultiplyRound((short)(lower[x] - upper[x]), share));
    }

    /// <summary>Between which samples of a mask's row or column a place lies; beyond the edges, on the last.</summary>
    private static (int First, double Fraction) PlaceOf(double unit, int count)
    {
        double place = Math.Clamp((unit * count) - 0.5, 0, count - 1);
        double first = Math.Floor(place);
        return ((int)first, place - first);
    }

    /// <summary>A row of the mask at the plane's width, 0 to <see cref="One"/>; two neighbors are kept.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<short> Stretched(int row)
    {
        int slot = row & 1;
        var made = new Span<short>(stretched.Pointer + (slot * width), width);
        if (stretchedRows[slot] == row) return made;
        stretchedRows[slot] = row;
        ReadOnlySpan<byte> samples = mask.Row(row);
        for (int x = 0; x < made.Length; x++)
        {
            Place place = places.Pointer[x];
            int left = samples[place.Column], right = samples[Math.Min(place.Column + 1, samples.Length - 1)];
            made[x] = (short)(((left << FractionBits) + ((right - left) * place.Fraction)) >> (FractionBits - MaskBits));
        }

        return made;
    }

    /// <summary>Where a sample of the plane lies in the mask's rows.</summary>
    private readonly record struct Place(ushort Column, ushort Fraction);
}
