namespace PluginRender.Sdk;

/// <summary>
/// Where the subjects of a segment's picture are: soft, in 8 bits, over the whole picture whatever part of it a frame shows
/// (<see cref="FrameTime.Shown"/>). Far coarser than the picture; to be interpolated.
/// </summary>
public sealed class SubjectMask
{
    private readonly ReadOnlyMemory<byte> samples;

    /// <param name="width">Samples in a row, at least 1; the first and the last are half a sample inside the picture's edges.</param>
    /// <param name="height">Rows, at least 1; likewise.</param>
    /// <param name="samples">Row by row without gaps: 255 is subject, 0 is background.</param>
    /// <exception cref="ArgumentException">There is no sample, or not as many as width and height say.</exception>
    public SubjectMask(int width, int height, ReadOnlyMemory<byte> samples)
    {
        if (width < 1 || height < 1 || (long)width * height != samples.Length)
            throw new ArgumentException($"A mask of {width}x{height} has one sample for each place; given are {samples.Length}.", nameof(samples));
        (Width, Height, this.samples) = (width, height, samples);
    }

    /// <summary>Samples in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The samples of a row, 0 to <see cref="Height"/> − 1.</summary>
    public ReadOnlySpan<byte> Row(int row) => samples.Span.Slice(row * Width, Width);
}
