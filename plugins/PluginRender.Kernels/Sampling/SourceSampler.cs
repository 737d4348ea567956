using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Resamples a window of a full-resolution source to the frame, with a cubic filter that is widened when the
/// picture shrinks. Positions are exact to fractions of a sample: a slow zoom does not jitter.
/// </summary>
/// <remarks>
/// Output chroma is sited at the left of its luma pair and between its rows (type 0), whatever the source's siting
/// and subsampling. Arithmetic is integer with 14-bit taps: the same samples on every machine, within 1/32 code (RMS)
/// of the filter in double precision. A window that maps source samples onto frame samples returns their codes · 128.
/// One instance serves one thread at a time. Scratch is allocated by the first picture of a size, not per frame.
/// </remarks>
public sealed class SourceSampler : IDisposable
{
    private readonly int frameWidth;
    private readonly int frameHeight;
    private readonly PlaneSampler luma;
    private readonly PlaneSampler chroma;
    private readonly FilteredRows lumaRows = new(), cbRows = new(), crRows = new();
    private (int Width, int Height, int ChromaWidth, int ChromaHeight) shape;

    /// <param name="frameWidth">Luma samples in a row of the frame; even, positive.</param>
    /// <param name="frameHeight">Luma rows of the frame; even, positive.</param>
    public SourceSampler(int frameWidth, int frameHeight)
    {
        if (frameWidth <= 0 || frameWidth % 2 != 0) throw new ArgumentOutOfRangeException(nameof(frameWidth), frameWidth, "A frame's width is even and positive.");
        if (frameHeight <= 0 || frameHeight % 2 != 0) throw new ArgumentOutOfRangeException(nameof(frameHeight), frameHeight, "A frame's height is even and positive.");
        this.frameWidth = frameWidth;
        this.frameHeight = frameHeight;
        luma = new PlaneSampler(frameWidth, frameHeight);
        chroma = new PlaneSampler(frameWidth / 2, frameHeight / 2);
    }

    /// <summary>
    /// Chooses the part of the picture that fills the frame; it may reach beyond the picture, whose edge samples then
    /// repeat. Once per frame; costs little, and nothing when neither the window nor the picture's shape changed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is empty or not finite.</exception>
    public void SetWindow(in SourceWindow window, in SourcePicture picture)
    {
        if (!(window.Width > 0 && window.Height > 0) || !double.IsFinite(window.Left + window.Top + window.Width + window.Height))
            throw new ArgumentOutOfRangeException(nameof(window), window, "A window is finite and not empty.");
        double stepX = window.Width / frameWidth;
        double stepY = window.Height / frameHeight;
        luma.Set(
            (window.Left + (0.5 * stepX) - 0.5, stepX),
            (window.Top + (0.5 * stepY) - 0.5, stepY),
            picture.Luma.Width, picture.Luma.Height);

        // Frame chroma sample j has its center at luma column 2j (edge coordinate 2j + 1/2) and between rows 2j and 2j + 1.
        chroma.Set(
            ((window.Left + (0.5 * stepX) - 0.5 - picture.ChromaOffsetX) / picture.ChromaStepX, 2 * stepX / picture.ChromaStepX),
            ((window.Top + stepY - 0.5 - picture.ChromaOffsetY) / picture.ChromaStepY, 2 * stepY / picture.ChromaStepY),
            picture.Cb.Width, picture.Cb.Height);
        shape = Shape(picture);
    }

    /// <summary>
    /// Makes a band of the frame from the window that was set. A band that follows the one before goes on from what that has
    /// made of the same picture, whose samples therefore stay as they are while a frame is made.
    /// </summary>
    /// <param name="picture">A picture of the shape that <see cref="SetWindow"/> was given.</param>
    /// <param name="output">Rows of a frame of this sampler's size.</param>
    /// <exception cref="ArgumentException">The picture or the band has another shape.</exception>
    public void Sample(in SourcePicture picture, in Band output)
    {
        CheckShape(picture);
        if (output.FrameWidth != frameWidth || output.FrameHeight != frameHeight)
            throw new ArgumentException($"The band is of a frame of {output.FrameWidth}x{output.FrameHeight}; this sampler makes {frameWidth}x{frameHeight}.", nameof(output));
        luma.Sample(picture.Luma, output.Luma, lumaRows);
        chroma.Sample(picture.Cb, output.Cb, cbRows);
        chroma.Sample(picture.Cr, output.Cr, crRows);
    }

    /// <summary>
    /// Makes rows of the frame as <see cref="Sample"/> does, does operations to them and stores them as
    /// <see cref="DitheredStore"/> does: the same codes as one after the other, in one go.
    /// </summary>
    /// <param name="picture">A picture of the shape that <see cref="SetWindow"/> was given.</param>
    /// <param name="operations">What is done to the samples.</param>
    /// <param name="luma">Rows of a frame of this sampler's size.</param>
    /// <param name="cb">Its rows of blue-difference chroma.</param>
    /// <param name="cr">Its rows of red-difference chroma.</param>
    /// <exception cref="ArgumentException">The picture or the rows have another shape, or an operation is for another.</exception>
    public void Store(in SourcePicture picture, in FrameOperations operations, in CodePlane luma, in CodePlane cb, in CodePlane cr)
    {
        CheckShape(picture);
        this.luma.Store(picture.Luma, luma, operations.Luma, lumaRows);
        chroma.Store(picture.Cb, cb, operations.Cb, cbRows);
        chroma.Store(picture.Cr, cr, operations.Cr, crRows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        luma.Dispose();
        chroma.Dispose();
        lumaRows.Dispose();
        cbRows.Dispose();
        crRows.Dispose();
    }

    private void CheckShape(in SourcePicture picture)
    {
        if (Shape(picture) != shape)
            throw new ArgumentException($"The picture's planes are {Shape(picture)}; the window was set for {shape}.", nameof(picture));
    }

    private static (int Width, int Height, int ChromaWidth, int ChromaHeight) Shape(in SourcePicture picture)
        => (picture.Luma.Width, picture.Luma.Height, picture.Cb.Width, picture.Cb.Height);
}
