using System.Globalization;

namespace PluginRender.Sdk.Testing;

/// <summary>
/// A 4:2:0 frame of samples whose rows are padded to odd strides, with guard samples after every row and more than a row
/// of them before and after every plane; <see cref="AssertGuards"/> finds a write that missed.
/// </summary>
public sealed class TestFrame
{
    private const int LeastMargin = 67;
    private readonly short[][] planes = new short[3][];
    private readonly short guard;

    /// <param name="width">Luma samples in a row, even.</param>
    /// <param name="height">Luma rows, even.</param>
    /// <param name="padding">Samples between the end of a row and the beginning of the next, in every plane.</param>
    /// <param name="guard">What stands in them, and what unwritten samples hold.</param>
    public TestFrame(int width, int height, int padding = 37, short guard = -21846)
    {
        (Width, Height, Padding, this.guard) = (width, height, padding, guard);
        for (int plane = 0; plane < 3; plane++)
        {
            planes[plane] = new short[(PlaneHeight(plane) * Stride(plane)) + (2 * Margin(plane))];
            Array.Fill(planes[plane], guard);
        }
    }

    /// <summary>Luma samples in a row.</summary>
    public int Width { get; }

    /// <summary>Luma rows.</summary>
    public int Height { get; }

    /// <summary>Samples between the end of a row and the beginning of the next.</summary>
    public int Padding { get; }

    /// <summary>A frame of noise within the nominal range; the same for the same seed.</summary>
    public static TestFrame Random(int width, int height, int seed, int padding = 37)
    {
        TestFrame frame = new(width, height, padding);
        Random random = new(seed);
        return frame.Fill((plane, x, y) => (short)random.Next(plane == 0 ? 1000 : 4000, plane == 0 ? 32000 : 29000));
    }

    /// <summary>Sets every sample; the function gets plane (0 is luma, 1 Cb, 2 Cr), column and row.</summary>
    public TestFrame Fill(Func<int, int, int, short> sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < PlaneHeight(plane); y++)
            {
                Span<short> row = Row(plane, y);
                for (int x = 0; x < row.Length; x++) row[x] = sample(plane, x, y);
            }
        }

        return this;
    }

    /// <summary>The same samples in memory of their own.</summary>
    public TestFrame Copy() => Copy(Padding, guard);

    /// <summary>The same samples in memory of their own, laid out otherwise.</summary>
    public TestFrame Copy(int padding, short guard)
    {
        TestFrame copy = new(Width, Height, padding, guard);
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < PlaneHeight(plane); y++) Row(plane, y).CopyTo(copy.Row(plane, y));
        }

        return copy;
    }

    /// <summary>Samples in a row of a plane.</summary>
    public int PlaneWidth(int plane) => plane == 0 ? Width : Width / 2;

    /// <summary>Rows of a plane.</summary>
    public int PlaneHeight(int plane) => plane == 0 ? Height : Height / 2;

    /// <summary>A row of a plane.</summary>
    public Span<short> Row(int plane, int y) => planes[plane].AsSpan(Margin(plane) + (y * Stride(plane)), PlaneWidth(plane));

    /// <summary>Rows of the frame as an effect gets them to write.</summary>
    public Band Band(int firstRow, int rowCount)
        => new(Rows(0, firstRow, rowCount), Rows(1, firstRow / 2, rowCount / 2), Rows(2, firstRow / 2, rowCount / 2), Height);

    /// <summary>The rows a neighborhood effect of that radius is promised for a band, and no more.</summary>
    public FrameView View(int firstRow, int rowCount, int radius)
    {
        int top = (int)Math.Max(0L, (long)firstRow - radius) & -2;
        int bottom = (int)Math.Min(Height, ((long)firstRow + rowCount + radius + 1) & -2);
        return new(Rows(0, top, bottom - top), Rows(1, top / 2, (bottom - top) / 2), Rows(2, top / 2, (bottom - top) / 2), Height);
    }

    /// <summary>Fails when a guard sample has been overwritten.</summary>
    /// <exception cref="EffectCheckException">Where that is.</exception>
    public void AssertGuards()
    {
        if (OverwrittenGuard() is { } where) throw new EffectCheckException(where);
    }

    /// <summary>Fails when a sample differs from another frame's.</summary>
    /// <exception cref="EffectCheckException">Where that is.</exception>
    public void AssertSame(TestFrame expected)
    {
        if (Difference(expected) is { } where) throw new EffectCheckException(where);
    }

    /// <summary>Where the first sample differs from another frame's, in words; null when none does.</summary>
    public string? Difference(TestFrame expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < PlaneHeight(plane); y++)
            {
                Span<short> row = Row(plane, y), other = expected.Row(plane, y);
                int x = row.CommonPrefixLength(other);
                if (x < row.Length) return string.Create(CultureInfo.InvariantCulture, $"plane {plane}, row {y}: samples differ from column {x} on ({row[x]}, not {other[x]})");
            }
        }

        return null;
    }

    /// <summary>Where the first guard sample was overwritten, in words; null when none was.</summary>
    public string? OverwrittenGuard()
    {
        for (int plane = 0; plane < 3; plane++)
        {
            ReadOnlySpan<short> samples = planes[plane];
            int first = Margin(plane), end = first + (PlaneHeight(plane) * Stride(plane));
            if (samples[..first].ContainsAnyExcept(guard)) return $"plane {plane}: a sample before its first row was overwritten";
            if (samples[end..].ContainsAnyExcept(guard)) return $"plane {plane}: a sample after its last row was overwritten";
            for (int y = 0; y < PlaneHeight(plane); y++)
            {
                if (samples.Slice(first + (y * Stride(plane)) + PlaneWidth(plane), Padding).ContainsAnyExcept(guard))
                    return $"plane {plane}: a sample of the padding after row {y} was overwritten";
            }
        }

        return null;
    }

    private int Stride(int plane) => PlaneWidth(plane) + Padding;

    // More than a row: the commonest miss is the row above or below.
    private int Margin(int plane) => (2 * Stride(plane)) + LeastMargin;

    private Plane Rows(int plane, int firstRow, int rowCount)
        => new(planes[plane].AsSpan(Margin(plane) + (firstRow * Stride(plane))), Stride(plane), PlaneWidth(plane), firstRow, rowCount);
}
