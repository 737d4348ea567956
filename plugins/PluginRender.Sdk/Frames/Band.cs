namespace PluginRender.Sdk;

/// <summary>
/// A horizontal band of one frame in planar YCbCr 4:2:0, samples as in <see cref="Samples"/>: the unit in
/// which frames are made, small enough to stay in the cache while every effect passes over it.
/// </summary>
/// <remarks>
/// Luma rows and the band's first row are even, so that a chroma row belongs to exactly one band. Chroma
/// planes are half as wide and high; a chroma sample is co-sited with the left of its two luma columns and
/// centered between its two luma rows (H.264 chroma sample location type 0).
/// </remarks>
public readonly ref struct Band
{
    /// <param name="luma">Rows of the luma plane, an even first row and row count.</param>
    /// <param name="cb">The matching half-size rows of blue-difference chroma.</param>
    /// <param name="cr">The matching half-size rows of red-difference chroma.</param>
    /// <param name="frameHeight">Luma rows of the whole frame, even.</param>
    public Band(Plane luma, Plane cb, Plane cr, int frameHeight)
    {
        Luma = luma;
        Cb = cb;
        Cr = cr;
        FrameHeight = frameHeight;
    }

    /// <summary>Luma rows.</summary>
    public Plane Luma { get; }

    /// <summary>Blue-difference chroma rows.</summary>
    public Plane Cb { get; }

    /// <summary>Red-difference chroma rows.</summary>
    public Plane Cr { get; }

    /// <summary>Width of the frame in luma samples, even.</summary>
    public int FrameWidth => Luma.Width;

    /// <summary>Height of the whole frame in luma rows, even.</summary>
    public int FrameHeight { get; }

    /// <summary>First luma row of the band, even.</summary>
    public int FirstRow => Luma.FirstRow;

    /// <summary>Luma rows in the band, even.</summary>
    public int RowCount => Luma.RowCount;
}

/// <summary>Rows of one frame for reading: what a neighborhood or frame effect gets as its input.</summary>
public readonly ref struct FrameView
{
    /// <inheritdoc cref="Band(Plane, Plane, Plane, int)"/>
    public FrameView(ReadOnlyPlane luma, ReadOnlyPlane cb, ReadOnlyPlane cr, int frameHeight)
    {
        Luma = luma;
        Cb = cb;
        Cr = cr;
        FrameHeight = frameHeight;
    }

    /// <inheritdoc cref="Band.Luma"/>
    public ReadOnlyPlane Luma { get; }

    /// <inheritdoc cref="Band.Cb"/>
    public ReadOnlyPlane Cb { get; }

    /// <inheritdoc cref="Band.Cr"/>
    public ReadOnlyPlane Cr { get; }

    /// <inheritdoc cref="Band.FrameWidth"/>
    public int FrameWidth => Luma.Width;

    /// <inheritdoc cref="Band.FrameHeight"/>
    public int FrameHeight { get; }
}
