using PluginRender.Kernels.Blur;

namespace PluginRender.Kernels.Masks;

/// <summary>
/// Blurs what a mask does not cover, without the subject's light in it: with m the mask, 1 on the subject, and w = 1 − m,
/// m · sharp + w · blur(w · sharp) / blur(w).
/// </summary>
/// <remarks>
/// A normalized convolution: H. Knutsson and C.-F. Westin, "Normalized and differential convolution", CVPR 1993. The blur is
/// that of <see cref="GaussianBlur"/>. Frames are made in slabs of rows, each blurred when a row of it is first asked for, so
/// that low bands do not blur the rows around them again and again. One instance serves one thread at a time; its scratch
/// is allocated by the first band.
/// </remarks>
public sealed class BackgroundBlur : IDisposable
{
    // Taller slabs blur fewer rows twice, and need more scratch: this is about a frame's worth at 1080p, all together.
    private const int SlabRows = 128;

    private readonly WeightedPlane luma;
    private readonly WeightedPlane chroma;
    private int begun = -1;

    /// <param name="frameWidth">Luma samples in a row, even.</param>
    /// <param name="frameHeight">Luma rows, even.</param>
    /// <param name="radius">Radius in luma samples, 0–1000; twice the gaussian's standard deviation.</param>
    /// <param name="mask">Where subjects are in the picture.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is outside its range.</exception>
    public BackgroundBlur(int frameWidth, int frameHeight, double radius, SubjectMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (!(radius is >= 0 and <= 1000)) throw new ArgumentOutOfRangeException(nameof(radius), radius, "A radius is within 0 and 1000.");
        luma = new WeightedPlane(new MaskRows(mask, frameWidth, frameHeight, 0.5), (frameWidth, frameHeight), SlabRows, BoxFilter.ForDeviation(radius / 2));
        // The center of chroma column j is that of luma column 2j: a quarter of a chroma sample from its left edge.
        chroma = new WeightedPlane(
            new MaskRows(mask, frameWidth / 2, frameHeight / 2, 0.25), (frameWidth / 2, frameHeight / 2), SlabRows / 2, BoxFilter.ForDeviation(radius / 4));
        Begin(PictureArea.Whole);
    }

    /// <summary>Luma rows above and below a band that its slabs depend on; even.</summary>
    public int Reach => SlabRows + Math.Max((luma.Radius + 1) & -2, 2 * chroma.Radius);

    /// <summary>Begins a frame; the first shows the whole picture unless it is begun otherwise.</summary>
    /// <param name="shown">The part of the picture that it shows.</param>
    public void Begin(in PictureArea shown)
    {
        luma.SetArea(shown);
        chroma.SetArea(shown);
        begun = -1;
    }

    /// <summary>Makes a band of the frame begun last from its surroundings of <see cref="Reach"/> rows.</summary>
    /// <exception cref="ArgumentException">The input lacks rows, or a plane has another size.</exception>
    public void Apply(in FrameView input, in Band output)
    {
        int end = output.FirstRow + output.RowCount;
        for (int row = output.FirstRow; row < end;)
        {
            int slab = row / SlabRows * SlabRows, next = Math.Min(end, slab + SlabRows);
            if (slab != begun)
            {
                luma.Begin(slab, input.Luma, default);
                chroma.Begin(slab / 2, input.Cb, input.Cr);
                begun = slab;
            }

            luma.Mix(slab, 0, input.Luma, output.Luma, (row, next));
            chroma.Mix(slab / 2, 0, input.Cb, output.Cb, (row / 2, next / 2));
            chroma.Mix(slab / 2, 1, input.Cr, output.Cr, (row / 2, next / 2));
            row = next;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        luma.Dispose();
        chroma.Dispose();
    }
}
