using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>
/// Rows of a frame in band samples, planar 4:2:0, in native memory. Effects of plugins work on them and may have
/// pointers: guards before and behind each plane show what was written beside it, and between frames the memory is put
/// to rest, which shows what was written to it by one who kept a pointer.
/// </summary>
internal sealed class FrameBuffer : IDisposable
{
    /// <summary>Means nothing as a sample, and is not what clearing or filling leaves.</summary>
    private const short Mark = unchecked((short)0xa55a);

    /// <summary>As much as is put to rest of a buffer: all of a band's; of a whole frame it would take longer than an effect.</summary>
    private const int MostAtRest = 128 * 1024;

    /// <summary>Of these many samples the first cache line is overwritten and looked at; of a small buffer all.</summary>
    private const int RestStep = 128;
    private const int CacheLine = 32;
    private const int SmallLength = 8192;

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
        samples = new NativeBuffer<short>(((long)lumaStride * rows) + ((long)chromaStride * rows) + (4L * GuardLength));
        for (int i = 0; i < 4; i++) Guard(i).Fill(Mark);
        Rest();
    }

    public long Bytes => samples.Length * 2L;

    /// <summary>Whether nothing was written beside the planes.</summary>
    public bool GuardsHold => IsMarked(Guard(0)) && IsMarked(Guard(1)) && IsMarked(Guard(2)) && IsMarked(Guard(3));

    /// <summary>Whether nothing was written since <see cref="Rest"/>.</summary>
    public bool IsAtRest
    {
        get
        {
            Span<short> resting = RestingPart;
            if (resting.Length <= SmallLength) return IsMarked(resting);
            for (int at = 0; at <= resting.Length - CacheLine; at += RestStep)
            {
                if (!IsMarked(resting.Slice(at, CacheLine))) return false;
            }

            return true;
        }
    }

    // A row: writing one row too many or too early hits it from end to end.
    private int GuardLength => lumaStride;

    private int LumaLength => lumaStride * rows;

    private int ChromaLength => chromaStride * rows / 2;

    private Span<short> RestingPart => samples.Span[..Math.Min(samples.Length, MostAtRest)];

    /// <summary>Overwrites some of what is in it, until it is used again.</summary>
    public void Rest()
    {
        Span<short> resting = RestingPart;
        if (resting.Length <= SmallLength)
        {
            resting.Fill(Mark);
            return;
        }

        for (int at = 0; at <= resting.Length - CacheLine; at += RestStep) resting.Slice(at, CacheLine).Fill(Mark);
    }

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

    /// <summary>Copies the samples of a band to the same rows elsewhere.</summary>
    public static void Copy(in Band from, in Band to)
    {
        Copy(from.Luma, to.Luma);
        Copy(from.Cb, to.Cb);
        Copy(from.Cr, to.Cr);
    }

    public void Dispose() => samples.Dispose();

    private static void Copy(Plane from, Plane to)
    {
        for (int row = from.FirstRow; row < from.FirstRow + from.RowCount; row++) from.Row(row).CopyTo(to.Row(row));
    }

    private static bool IsMarked(Span<short> part) => part.IndexOfAnyExcept(Mark) < 0;

    /// <summary>Before luma, before each chroma plane, and behind the last.</summary>
    private Span<short> Guard(int index) => samples.Span.Slice(index == 0 ? 0 : (index * GuardLength) + LumaLength + ((index - 1) * ChromaLength), GuardLength);

    private Band Slice(int offset, int firstRow, int rowCount)
    {
        Span<short> all = samples.Span;
        Span<short> luma = all.Slice(GuardLength, LumaLength);
        Span<short> cb = all.Slice((2 * GuardLength) + LumaLength, ChromaLength);
        Span<short> cr = all.Slice((3 * GuardLength) + LumaLength + ChromaLength, ChromaLength);
        return new Band(
            new Plane(luma[(offset * lumaStride)..], lumaStride, width, firstRow, rowCount),
            new Plane(cb[(offset / 2 * chromaStride)..], chromaStride, width / 2, firstRow / 2, rowCount / 2),
            new Plane(cr[(offset / 2 * chromaStride)..], chromaStride, width / 2, firstRow / 2, rowCount / 2),
            frameHeight);
    }
}
