namespace PluginRender.Sdk.Testing;

/// <summary>An 8-bit source with any chroma layout.</summary>
public sealed class TestPicture
{
    private readonly byte[][] planes = new byte[3][];
    private readonly int stepX;
    private readonly int stepY;
    private readonly double offsetX;
    private readonly double offsetY;

    /// <param name="width">Luma samples in a row.</param>
    /// <param name="height">Luma rows.</param>
    /// <param name="stepX">Luma columns per chroma column.</param>
    /// <param name="stepY">Luma rows per chroma row.</param>
    /// <param name="offsetX">Siting of chroma, in luma columns.</param>
    /// <param name="offsetY">Siting of chroma, in luma rows.</param>
    public TestPicture(int width, int height, int stepX = 2, int stepY = 2, double offsetX = 0, double offsetY = 0.5)
    {
        (Width, Height) = (width, height);
        (this.stepX, this.stepY, this.offsetX, this.offsetY) = (stepX, stepY, offsetX, offsetY);
        for (int plane = 0; plane < 3; plane++) planes[plane] = new byte[PlaneWidth(plane) * PlaneHeight(plane)];
    }

    /// <summary>Luma samples in a row.</summary>
    public int Width { get; }

    /// <summary>Luma rows.</summary>
    public int Height { get; }

    /// <summary>In a method, since a picture of spans cannot be kept.</summary>
    public SourcePicture Source => new(Plane(0), Plane(1), Plane(2), stepX, stepY, offsetX, offsetY);

    /// <summary>The samples of a plane, row after row: 0 is luma, 1 Cb, 2 Cr.</summary>
    public byte[] this[int plane] => planes[plane];

    /// <summary>Noise in every plane; the same for the same seed.</summary>
    public static TestPicture Noise(int width, int height, int seed, int stepX = 2, int stepY = 2, double offsetX = 0, double offsetY = 0.5)
    {
        TestPicture picture = new(width, height, stepX, stepY, offsetX, offsetY);
        Random random = new(seed);
        foreach (byte[] plane in picture.planes) random.NextBytes(plane);
        return picture;
    }

    /// <summary>Hard edges of every direction, soft shading and a little noise: what photographs are made of.</summary>
    public static TestPicture Scene(int width, int height, int seed)
    {
        Random random = new(seed);
        (double X, double Y, double Angle, double Step)[] edges = [.. Enumerable.Range(0, 40).Select(_ =>
            (random.NextDouble() * width, random.NextDouble() * height, random.NextDouble() * 6.28, (random.NextDouble() * 60) - 30))];
        return new TestPicture(width, height).Fill((plane, x, y) =>
        {
            double value = 128 + (30 * Math.Sin(x * 0.01) * Math.Cos(y * 0.013)) + (6 * random.NextDouble());
            foreach ((double px, double py, double angle, double step) in edges)
                value += ((x - px) * Math.Cos(angle)) + ((y - py) * Math.Sin(angle)) > 0 ? step / 2 : -step / 2;
            return value;
        });
    }

    /// <summary>Sets every sample, rounded and clamped; the function gets plane, column and row.</summary>
    public TestPicture Fill(Func<int, int, int, double> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        for (int plane = 0; plane < 3; plane++)
        {
            for (int i = 0; i < planes[plane].Length; i++)
                planes[plane][i] = (byte)Math.Clamp(Math.Round(code(plane, i % PlaneWidth(plane), i / PlaneWidth(plane))), 0, 255);
        }

        return this;
    }

    /// <summary>Samples in a row of a plane.</summary>
    public int PlaneWidth(int plane) => plane == 0 ? Width : (Width + stepX - 1) / stepX;

    /// <summary>Rows of a plane.</summary>
    public int PlaneHeight(int plane) => plane == 0 ? Height : (Height + stepY - 1) / stepY;

    private SourcePlane Plane(int plane) => new(planes[plane], PlaneWidth(plane), PlaneWidth(plane), PlaneHeight(plane));
}
