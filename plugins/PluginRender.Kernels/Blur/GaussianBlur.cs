namespace PluginRender.Kernels.Blur;

/// <summary>
/// Gaussian blur of any real-valued radius at a cost that hardly depends on it: three passes of a box of fractional
/// length in each direction.
/// </summary>
/// <remarks>
/// The standard deviation is half the radius, so that 95% of the weight lies within the radius; chroma is blurred by
/// half as many of its samples. The step response stays within 1.5% of the gaussian's for radii from 3 on. Not for several threads at a
/// time. Scratch is allocated by the first band of a size.
/// </remarks>
public sealed class GaussianBlur : IDisposable
{
    private readonly PlaneBlur luma;
    private readonly PlaneBlur chroma;

    /// <param name="frameWidth">Luma samples in a row, even.</param>
    /// <param name="frameHeight">Luma rows, even.</param>
    /// <param name="radius">Radius in luma samples, 0–1000; 0 copies.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is outside its range.</exception>
    public GaussianBlur(int frameWidth, int frameHeight, double radius)
    {
        if (!(radius is >= 0 and <= 1000)) throw new ArgumentOutOfRangeException(nameof(radius), radius, "A radius is within 0 and 1000.");
        luma = new PlaneBlur(frameWidth, frameHeight, BoxFilter.ForDeviation(radius / 2));
        chroma = new PlaneBlur(frameWidth / 2, frameHeight / 2, BoxFilter.ForDeviation(radius / 4));
    }

    /// <summary>Luma rows above and below a band that its samples depend on; even.</summary>
    public int Reach => Math.Max((luma.Radius + 1) & -2, 2 * chroma.Radius);

    /// <summary>Makes a band from its surroundings of <see cref="Reach"/> rows.</summary>
    /// <exception cref="ArgumentException">The input lacks rows, or a plane has another size.</exception>
    public void Apply(in FrameView input, in Band output)
    {
        luma.Apply(input.Luma, output.Luma);
        chroma.Apply(input.Cb, output.Cb);
        chroma.Apply(input.Cr, output.Cr);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        luma.Dispose();
        chroma.Dispose();
    }
}
