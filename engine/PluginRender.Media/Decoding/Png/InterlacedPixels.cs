using System.Runtime.InteropServices;

namespace PluginRender.Media;

/// <summary>
/// All pixels of an interlaced PNG, as its passes bring them. Where the passes break off, the pixels that are not there are
/// those of the coarser grid that is, as viewers show it.
/// </summary>
internal sealed unsafe class InterlacedPixels : IDisposable
{
    private readonly PngImageHeader header;
    private readonly int pixelBytes;
    private byte* pixels;

    public InterlacedPixels(PngImageHeader header)
    {
        this.header = header;
        pixelBytes = header.FilterStep;
        pixels = (byte*)NativeMemory.AllocZeroed((nuint)header.Width * (nuint)header.Height, (nuint)pixelBytes);
    }

    /// <summary>Reads all passes.</summary>
    /// <returns>How many rows of the first pass are there: a picture of none shows nothing.</returns>
    public int Read(PngRowReader reader)
    {
        int rowsOfFirst = 0;
        for (int pass = 0; pass < Adam7.Passes.Count; pass++)
        {
            Adam7 place = Adam7.Passes[pass];
            (int columns, int rows) = (place.Columns(header.Width), place.Rows(header.Height));
            if (columns == 0 || rows == 0) continue;
            reader.Begin();
            byte[] samples = new byte[columns * pixelBytes];
            for (int row = 0; row < rows; row++)
            {
                if (!reader.TryRead(columns, out ReadOnlySpan<byte> stored))
                {
                    FillFrom(pass, row);
                    return rowsOfFirst;
                }

                if (pass == 0) rowsOfFirst++;
                if (header.Depth < 8) PngSamples.Unpack(stored, header.Depth, samples);
                else stored.CopyTo(samples);
                Scatter(samples, place, place.Top + (row * place.StepY));
            }
        }

        return rowsOfFirst;
    }

    /// <summary>A row of the picture, one byte a sample where samples have fewer than 8 bits.</summary>
    public ReadOnlySpan<byte> Row(int y) => Line(y);

    public void Dispose()
    {
        NativeMemory.Free(pixels);
        pixels = null;
    }

    private Span<byte> Line(int y)
    {
        ObjectDisposedException.ThrowIf(pixels == null, this);
        return new Span<byte>(pixels + ((long)y * header.Width * pixelBytes), header.Width * pixelBytes);
    }

    private void Scatter(ReadOnlySpan<byte> samples, Adam7 place, int y)
    {
        Span<byte> line = Line(y);
        for (int from = 0, x = place.Left; x < header.Width; x += place.StepX, from += pixelBytes)
            samples.Slice(from, pixelBytes).CopyTo(line[(x * pixelBytes)..]);
    }

    /// <summary>Fills what is missing from a row of a pass on.</summary>
    private void FillFrom(int pass, int firstRow)
    {
        // Of the first pass only some rows are there: what lies below them stays empty.
        int end = pass == 0 ? Math.Min(header.Height, firstRow * 8) : header.Height;
        (int stepX, int stepY) = Adam7.GridAfter(Math.Max(1, pass));
        for (int y = 0; y < end; y++)
        {
            Span<byte> line = Line(y), coarse = Line(y - (y % stepY));
            for (int x = 0; x < header.Width; x++)
            {
                if (!IsThere(x, y, pass, firstRow)) coarse.Slice((x - (x % stepX)) * pixelBytes, pixelBytes).CopyTo(line[(x * pixelBytes)..]);
            }
        }
    }

    private static bool IsThere(int x, int y, int pass, int firstRow)
    {
        for (int p = 0; p <= pass; p++)
        {
            Adam7 place = Adam7.Passes[p];
            if (x >= place.Left && y >= place.Top && (x - place.Left) % place.StepX == 0 && (y - place.Top) % place.StepY == 0)
                return p < pass || (y - place.Top) / place.StepY < firstRow;
        }

        return false;
    }
}
