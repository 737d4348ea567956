namespace PluginRender.Sdk;

/// <summary>One 8-bit plane of a decoded source.</summary>
public readonly ref struct SourcePlane
{
    private readonly ReadOnlySpan<byte> samples;

    /// <param name="samples">Row 0 begins at its start.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="width">Samples in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">The span is too short for the rows.</exception>
    public SourcePlane(ReadOnlySpan<byte> samples, int stride, int width, int height)
    {
        PlaneShape.Check(samples.Length, stride, width, height);
        this.samples = samples;
        Stride = stride;
        Width = width;
        Height = height;
    }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Samples in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The samples of a row, 0 to <see cref="Height"/> − 1.</summary>
    public ReadOnlySpan<byte> Row(int row) => samples.Slice(row * Stride, Width);
}

/// <summary>
/// A decoded source at its full resolution: 8-bit planar YCbCr, BT.709 limited range, upright, opaque.
/// </summary>
/// <remarks>
/// Chroma keeps the resolution it was stored with. The siting of chroma is given as the position of the
/// first chroma sample's center, in luma samples from the first luma sample's center: (0.5, 0.5) for 4:2:0 as
/// JPEG has it, (0, 0) for 4:4:4.
/// </remarks>
public readonly ref struct SourcePicture
{
    /// <param name="luma">The luma plane.</param>
    /// <param name="cb">Blue-difference chroma.</param>
    /// <param name="cr">Red-difference chroma, as large as <paramref name="cb"/>.</param>
    /// <param name="chromaStepX">Luma columns per chroma column: 1 or 2.</param>
    /// <param name="chromaStepY">Luma rows per chroma row: 1 or 2.</param>
    /// <param name="chromaOffsetX">Siting, in luma columns.</param>
    /// <param name="chromaOffsetY">Siting, in luma rows.</param>
    public SourcePicture(
        SourcePlane luma, SourcePlane cb, SourcePlane cr,
        int chromaStepX, int chromaStepY, double chromaOffsetX, double chromaOffsetY)
    {
        Luma = luma;
        Cb = cb;
        Cr = cr;
        ChromaStepX = chromaStepX;
        ChromaStepY = chromaStepY;
        ChromaOffsetX = chromaOffsetX;
        ChromaOffsetY = chromaOffsetY;
    }

    /// <summary>The luma plane; its size is the picture's.</summary>
    public SourcePlane Luma { get; }

    /// <summary>Blue-difference chroma.</summary>
    public SourcePlane Cb { get; }

    /// <summary>Red-difference chroma.</summary>
    public SourcePlane Cr { get; }

    /// <summary>Luma columns per chroma column: 1 or 2.</summary>
    public int ChromaStepX { get; }

    /// <summary>Luma rows per chroma row: 1 or 2.</summary>
    public int ChromaStepY { get; }

    /// <summary>Center of the first chroma sample, in luma columns from the first luma sample's center.</summary>
    public double ChromaOffsetX { get; }

    /// <summary>Center of the first chroma sample, in luma rows from the first luma sample's center.</summary>
    public double ChromaOffsetY { get; }
}
