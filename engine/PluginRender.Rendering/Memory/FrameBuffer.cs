using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>Rows of a frame in band samples, planar 4:2:0, in native memory.</summary>
internal sealed class FrameBuffer : IDisposable
{
    private readonly NativeBuffer<short> samples;
    private readonly int width;
    private readonly int frameHeight;
    private readonly int rows;
    private readonly int lumaStride;
    private readonly int chromaStride;

    /// <param name="width">Luma columns of the frame, even.</param>
    /// <param name="frameHeight">Luma rows of the frame, even.</param>
    /// <param name="rows">Luma rows held, even: the frame's for a whole frame.</param>
    public FrameBuffer(int width, int frameHeight, int rows)
    {
        this.width = width;
        this.frameHeight = frameHeight;
        this.rows = rows;
        lumaStride = (width + 31) & ~31;
        chromaStride = ((width / 2) + 31) & ~31;
        samples = new NativeBuffer<short>(((long)lumaStride * rows) + ((long)chromaStride * rows));
    }

    public long Bytes => samples.Length * 2L;

    /// <summary>The rows from <paramref name="firstRow"/>, stored at the buffer's begin: a band buffer.</summary>
    public Band Band(int firstRow, int rowCount) => Slice(0, firstRow, rowCount);

    /// <summary>Rows of a buffer that holds the whole frame, in their place.</summary>
    public Band BandInPlace(int firstRow, int rowCount) => Slice(firstRow, firstRow, rowCount);

    /// <summary>The first <paramref name="rowCount"/> rows of a buffer that holds the whole frame.</summary>
    public FrameView View(int firstRow, int rowCount)
    {
        Band band = Slice(firstRow, firstRow, rowCount);
        return new FrameView(band.Luma, band.Cb, band.Cr, frameHeight);
    }

    public void Dispose() => samples.Dispose();

    private Band Slice(int offset, int firstRow, int rowCount)
    {
        Span<short> all = samples.Span;
        Span<short> luma = all[..(lumaStride * rows)];
        Span<short> cb = all.Slice(lumaStride * rows, chromaStride * rows / 2);
        Span<short> cr = all.Slice((lumaStride * rows) + (chromaStride * rows / 2), chromaStride * rows / 2);
        return new Band(
            new Plane(luma[(offset * lumaStride)..], lumaStride, width, firstRow, rowCount),
            new Plane(cb[(offset / 2 * chromaStride)..], chromaStride, width / 2, firstRow / 2, rowCount / 2),
            new Plane(cr[(offset / 2 * chromaStride)..], chromaStride, width / 2, firstRow / 2, rowCount / 2),
            frameHeight);
    }
}
