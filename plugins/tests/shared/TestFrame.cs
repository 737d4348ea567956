namespace PluginRender.Testing;

/// <summary>
/// A 4:2:0 frame of samples with padded, odd strides and guard samples around every row; <see cref="AssertGuards"/>
/// finds a write that missed.
/// </summary>
internal sealed class TestFrame
{
    private const short Guard = -21846;
    private readonly short[][] planes = new short[3][];

    public TestFrame(int width, int height, int padding = 37)
    {
        Width = width;
        Height = height;
        Padding = padding;
        for (int plane = 0; plane < 3; plane++)
        {
            planes[plane] = new short[(PlaneHeight(plane) * Stride(plane)) + padding];
            Array.Fill(planes[plane], Guard);
        }
    }

    public int Width { get; }

    public int Height { get; }

    public int Padding { get; }

    public static TestFrame Random(int width, int height, int seed, int padding = 37)
    {
        TestFrame frame = new(width, height, padding);
        Random random = new(seed);
        frame.Fill((plane, x, y) => (short)random.Next(plane == 0 ? 1000 : 4000, plane == 0 ? 32000 : 29000));
        return frame;
    }

    public TestFrame Fill(Func<int, int, int, short> sample)
    {
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

    public TestFrame Copy()
    {
        TestFrame copy = new(Width, Height, Padding);
        for (int plane = 0; plane < 3; plane++) planes[plane].CopyTo(copy.planes[plane], 0);
        return copy;
    }

    public int PlaneWidth(int plane) => plane == 0 ? Width : Width / 2;

    public int PlaneHeight(int plane) => plane == 0 ? Height : Height / 2;

    public Span<short> Row(int plane, int y) => planes[plane].AsSpan(Padding + (y * Stride(plane)), PlaneWidth(plane));

    public Band Band(int firstRow, int rowCount)
        => new(Rows(0, firstRow, rowCount), Rows(1, firstRow / 2, rowCount / 2), Rows(2, firstRow / 2, rowCount / 2), Height);

    /// <summary>The rows a neighborhood effect of that radius is promised for a band, and no more.</summary>
    public FrameView View(int firstRow, int rowCount, int radius)
    {
        int top = Math.Max(0, firstRow - radius) & -2;
        int bottom = Math.Min(Height, (firstRow + rowCount + radius + 1) & -2);
        return new(Rows(0, top, bottom - top), Rows(1, top / 2, (bottom - top) / 2), Rows(2, top / 2, (bottom - top) / 2), Height);
    }

    public void AssertGuards()
    {
        for (int plane = 0; plane < 3; plane++)
        {
            for (int i = 0; i < planes[plane].Length; i++)
            {
                int column = (i - Padding) % Stride(plane);
                bool inside = i >= Padding && column < PlaneWidth(plane);
                if (!inside) Assert.True(planes[plane][i] == Guard, $"plane {plane}: guard sample {i} was overwritten");
            }
        }
    }

    public void AssertSame(TestFrame expected)
    {
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < PlaneHeight(plane); y++)
            {
                int length = Row(plane, y).CommonPrefixLength(expected.Row(plane, y));
                Assert.True(length == PlaneWidth(plane), $"plane {plane}, row {y}: samples differ from column {length} on");
            }
        }
    }

    private int Stride(int plane) => PlaneWidth(plane) + Padding;

    private Plane Rows(int plane, int firstRow, int rowCount)
        => new(planes[plane].AsSpan(Padding + (firstRow * Stride(plane))), Stride(plane), PlaneWidth(plane), firstRow, rowCount);
}
