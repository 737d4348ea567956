using System.Runtime.InteropServices;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Samples that libjpeg decodes into: planes of YCbCr with chroma at the file's resolution, or packed gray, RGB or CMYK.</summary>
internal sealed unsafe class JpegSamples : IDisposable
{
    private readonly int stepX;
    private readonly int stepY;
    private readonly int components;
    private readonly int lumaStride;
    private readonly int lumaRows;
    private byte* memory;

    private JpegSamples(int width, int height, (int X, int Y) step, int components)
    {
        (Width, Height, (stepX, stepY), this.components) = (width, height, step, components);
        // Planes are whole numbers of chroma samples.
        lumaStride = IsPlanar ? (width + stepX - 1) / stepX * stepX : width * components;
        lumaRows = IsPlanar ? (height + stepY - 1) / stepY * stepY : height;
        memory = (byte*)NativeMemory.AllocZeroed((nuint)lumaStride * (nuint)lumaRows + (IsPlanar ? 2 * (nuint)ChromaBytes : 0));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Samples a pixel where they are packed: 1 for gray, 3 for RGB, 4 for CMYK.</summary>
    public int Components => components;

    /// <summary>Whether there are planes.</summary>
    public bool IsPlanar => components == 0;

    private long LumaBytes => (long)lumaStride * lumaRows;

    private int ChromaStride => lumaStride / stepX;

    private int ChromaBytes => ChromaStride * (lumaRows / stepY);

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stepX">Columns per chroma column.</param>
    /// <param name="stepY">Rows per chroma row.</param>
    public static JpegSamples Planar(int width, int height, int stepX, int stepY) => new(width, height, (stepX, stepY), 0);

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="components">1, 3 or 4.</param>
    public static JpegSamples Packed(int width, int height, int components) => new(width, height, (1, 1), components);

    /// <summary>Decodes a file into this.</summary>
    public TurboJpegOutcome Decode(TurboJpeg decoder, ReadOnlySpan<byte> jpeg)
    {
        if (!IsPlanar)
        {
            TurboPixels format = components switch { 1 => TurboPixels.Gray, 3 => TurboPixels.Rgb, _ => TurboPixels.Cmyk };
            return decoder.Decode(jpeg, memory, Width, Height, format);
        }

        byte** planes = stackalloc byte*[3] { memory, memory + LumaBytes, memory + LumaBytes + ChromaBytes };
        int* strides = stackalloc int[3] { lumaStride, ChromaStride, ChromaStride };
        return decoder.DecodePlanes(jpeg, planes, strides, Width, Height);
    }

    /// <summary>
    /// About how many rows were decoded of a picture that is cut off: libjpeg goes on with the last color to the end of the last row.
    /// </summary>
    public int RowsThere()
    {
        int pixel = Math.Max(1, components);
        ReadOnlySpan<byte> last = Row(Height - 1)[^pixel..];
        for (int row = Height - 1; row >= 0; row--)
        {
            ReadOnlySpan<byte> samples = Row(row);
            for (int x = 0; x < samples.Length; x += pixel)
            {
                if (!samples.Slice(x, pixel).SequenceEqual(last)) return row + 1;
            }
        }

        return 0;
    }

    /// <summary>The planes, until this is disposed of.</summary>
    public YCbCrPlanes AsPlanes() => new(
        Width, Height, stepX, stepY, full: true, new ReadOnlySpan<byte>(memory, (int)LumaBytes), lumaStride,
        new ReadOnlySpan<byte>(memory + LumaBytes, ChromaBytes), new ReadOnlySpan<byte>(memory + LumaBytes + ChromaBytes, ChromaBytes), ChromaStride, default, 0);

    /// <summary>The packed samples of a row, or its luma.</summary>
    public ReadOnlySpan<byte> Row(int row) => new(memory + ((long)row * lumaStride), IsPlanar ? Width : lumaStride);

    public void Dispose()
    {
        NativeMemory.Free(memory);
        memory = null;
    }
}
