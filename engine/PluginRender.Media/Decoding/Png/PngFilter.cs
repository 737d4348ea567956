using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Media;

/// <summary>Undoes the filter of a PNG's row (ISO/IEC 15948, clause 9).</summary>
internal static class PngFilter
{
    /// <param name="filter">The filter's type, 0 to 4.</param>
    /// <param name="row">The row as it was stored, and is then.</param>
    /// <param name="above">The row above it, undone; zeros for the first row of a picture or pass.</param>
    /// <param name="step">Bytes to the pixel on the left; see <see cref="PngImageHeader.FilterStep"/>.</param>
    /// <returns>False where there is no such filter, which is damage.</returns>
    public static bool TryUndo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0: return true;
            case 1: Sub(row, step); return true;
            case 2: Up(row, above); return true;
            case 3: Average(row, above, step); return true;
            case 4: Paeth(row, above, step); return true;
            default: return false;
        }
    }

    private static void Sub(Span<byte> row, int step)
    {
        for (int i = step; i < row.Length; i++) row[i] += row[i - step];
    }

    private static void Up(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
                (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++) row[i] += above[i];
    }

    private static void Average(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (int i = 0; i < Math.Min(step, row.Length); i++) row[i] += (byte)(above[i] >> 1);
        for (int i = step; i < row.Length; i++) row[i] += (byte)((row[i - step] + above[i]) >> 1);
    }

    private static void Paeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        int i = Math.Min(step, row.Length);
        for (int k = 0; k < i; k++) row[k] += above[k];
        // A pixel of 3 to 8 bytes at a time: each depends on the one before it. What is read beyond it is not stored.
        if (Vector128.IsHardwareAccelerated && step >= 3)
        {
            Vector128<short> left = Widen(row), corner = Widen(above);
            for (; i <= row.Length - sizeof(ulong); i += step)
            {
                Vector128<short> up = Widen(above[i..]);
                left = (Widen(row[i..]) + Nearest(left, up, corner)) & Vector128.Create((short)255);
                corner = up;
                Store(left, row[i..], step);
            }
        }

        for (; i < row.Length; i++) row[i] += Nearest(row[i - step], above[i], above[i - step]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Widen(ReadOnlySpan<byte> pixel)
        => pixel.Length >= sizeof(ulong)
            ? Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(pixel)).AsByte()).AsInt16()
            : Vector128<short>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<short> pixel, Span<byte> row, int step)
    {
        ulong bytes = Vector128.Narrow(pixel.AsUInt16(), pixel.AsUInt16()).AsUInt64().ToScalar();
        ulong kept = step == sizeof(ulong) ? 0 : MemoryMarshal.Read<ulong>(row) & (ulong.MaxValue << (8 * step));
        ulong added = step == sizeof(ulong) ? bytes : bytes & ~(ulong.MaxValue << (8 * step));
        MemoryMarshal.Write(row, kept | added);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Nearest(Vector128<short> left, Vector128<short> up, Vector128<short> corner)
    {
        Vector128<short> fromLeft = Vector128.Abs(up - corner), fromUp = Vector128.Abs(left - corner), fromCorner = Vector128.Abs(left + up - corner - corner);
        Vector128<short> isLeft = Vector128.LessThanOrEqual(fromLeft, Vector128.Min(fromUp, fromCorner));
        return Vector128.ConditionalSelect(isLeft, left, Vector128.ConditionalSelect(Vector128.LessThanOrEqual(fromUp, fromCorner), up, corner));
    }

    private static byte Nearest(int left, int up, int corner)
    {
        int fromLeft = Math.Abs(up - corner), fromUp = Math.Abs(left - corner), fromCorner = Math.Abs(left + up - (2 * corner));
        return (byte)(fromLeft <= fromUp && fromLeft <= fromCorner ? left : fromUp <= fromCorner ? up : corner);
    }
}
