namespace PluginRender.Kernels.Pixelate;

/// <summary>
/// Square blocks of one color, the mean of what they cover, from the frame's top left; blocks at the right and bottom
/// edges cover what there is. Not for several threads at a time.
/// </summary>
public sealed class Mosaic
{
    private readonly int size;
    private readonly PlaneMosaic luma;
    private readonly PlaneMosaic chroma;

    /// <param name="frameWidth">Luma samples in a row, even.</param>
    /// <param name="frameHeight">Luma rows, even.</param>
    /// <param name="size">Luma samples along a block's side, 1–1024; 1 copies.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside its range.</exception>
    public Mosaic(int frameWidth, int frameHeight, int size)
    {
        if (size is < 1 or > 1024) throw new ArgumentOutOfRangeException(nameof(size), size, "A block is 1 to 1024 samples wide.");
        this.size = size;
        luma = new PlaneMosaic(frameWidth, frameHeight, size, 1);
        chroma = new PlaneMosaic(frameWidth / 2, frameHeight / 2, size, 2);
    }

    /// <summary>Luma rows above and below a band that its samples depend on; even.</summary>
    public int Reach => size == 1 ? 0 : (size + 1) & -2;

    /// <summary>Makes a band from its surroundings of <see cref="Reach"/> rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input lacks a row.</exception>
    public void Apply(in FrameView input, in Band output)
    {
        if (size == 1)
        {
            Copy(input.Luma, output.Luma);
            Copy(input.Cb, output.Cb);
            Copy(input.Cr, output.Cr);
            return;
        }

        luma.Apply(input.Luma, output.Luma);
        chroma.Apply(input.Cb, output.Cb);
        chroma.Apply(input.Cr, output.Cr);
    }

    private static void Copy(in ReadOnlyPlane input, in Plane output)
    {
        for (int row = output.FirstRow; row < output.FirstRow + output.RowCount; row++) input.Row(row).CopyTo(output.Row(row));
    }
}
