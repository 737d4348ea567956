using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>A decoded source in native memory, as <see cref="SourcePicture"/> describes it. Written once, then shared.</summary>
public sealed class PictureBuffer : IDisposable
{
    private readonly NativeBuffer<byte> samples;
    private readonly int chromaWidth;
    private readonly int chromaHeight;
    private readonly int lumaStride;
    private readonly int chromaStride;

    /// <param name="width">Luma columns.</param>
    /// <param name="height">Luma rows.</param>
    /// <param name="chromaStepX">Luma columns per chroma column: 1 or 2.</param>
    /// <param name="chromaStepY">Luma rows per chroma row: 1 or 2.</param>
    /// <param name="siting">Center of the first chroma sample, in luma samples.</param>
    public PictureBuffer(int width, int height, int chromaStepX, int chromaStepY, (double X, double Y) siting)
    {
        Width = width;
        Height = height;
        ChromaStepX = chromaStepX;
        ChromaStepY = chromaStepY;
        Siting = siting;
        chromaWidth = (width + chromaStepX - 1) / chromaStepX;
        chromaHeight = (height + chromaStepY - 1) / chromaStepY;
        lumaStride = (width + 63) & ~63;
        chromaStride = (chromaWidth + 63) & ~63;
        // A vector may read past the last row's end: one more vector of room.
        samples = new NativeBuffer<byte>(((long)lumaStride * height) + (2L * chromaStride * chromaHeight) + 64);
    }

    /// <summary>Luma columns.</summary>
    public int Width { get; }

    /// <summary>Luma rows.</summary>
    public int Height { get; }

    /// <summary>Luma columns per chroma column.</summary>
    public int ChromaStepX { get; }

    /// <summary>Luma rows per chroma row.</summary>
    public int ChromaStepY { get; }

    /// <summary>Center of the first chroma sample, in luma samples.</summary>
    public (double X, double Y) Siting { get; }

    /// <summary>Native memory held.</summary>
    public long Bytes => samples.Length;

    /// <summary>The picture, for effects.</summary>
    public SourcePicture AsSource() => new(
        new SourcePlane(Plane(0, out int s, out int w, out int h), s, w, h),
        new SourcePlane(Plane(1, out s, out w, out h), s, w, h),
        new SourcePlane(Plane(2, out s, out w, out h), s, w, h),
        ChromaStepX, ChromaStepY, Siting.X, Siting.Y);

    /// <summary>The writable samples of a plane: 0 luma, 1 blue-difference, 2 red-difference chroma.</summary>
    public Span<byte> Plane(int index, out int stride, out int width, out int height)
    {
        (stride, width, height) = index == 0 ? (lumaStride, Width, Height) : (chromaStride, chromaWidth, chromaHeight);
        int start = index == 0 ? 0 : (lumaStride * Height) + ((index - 1) * chromaStride * chromaHeight);
        return samples.Span.Slice(start, stride * height);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => samples.Dispose();
}
