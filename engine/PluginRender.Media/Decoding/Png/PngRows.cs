namespace PluginRender.Media;

/// <summary>A PNG's rows as 16-bit RGBA, from the first to the last. Rows that are not there are transparent.</summary>
internal sealed class PngRows : IPictureRows
{
    private readonly PngImageHeader header;
    private readonly PngRowReader reader;
    private readonly PngSamples samples;
    private readonly InterlacedPixels? interlaced;
    private readonly byte[] unpacked;
    private readonly bool hasDamagedData;
    private int next;

    /// <param name="file">The file, until this is disposed.</param>
    /// <param name="chunks">Its chunks.</param>
    public PngRows(ReadOnlyMemory<byte> file, PngChunks chunks)
    {
        header = chunks.Header;
        hasDamagedData = chunks.HasDamagedData;
        reader = new PngRowReader(chunks, file);
        samples = new PngSamples(chunks, file.Span);
        unpacked = header.Depth < 8 ? new byte[header.Width] : [];
        if (!header.IsInterlaced) return;
        interlaced = new InterlacedPixels(header);
        RowsThere = interlaced.Read(reader);
    }

    public int Width => header.Width;

    public int Height => header.Height;

    public bool IsDeep => header.Depth == 16;

    public bool IsGray => header.Color is PngColorType.Gray or PngColorType.GrayAlpha;

    /// <summary>Rows that the data had, as far as they were read; of an interlaced picture those of its first pass.</summary>
    public int RowsThere { get; private set; }

    public void Read(Span<ushort> rgba)
    {
        int y = next++;
        if (interlaced is not null) samples.Expand(interlaced.Row(y), rgba);
        else if (!reader.TryRead(header.Width, out ReadOnlySpan<byte> stored)) rgba.Clear();
        else
        {
            RowsThere++;
            if (header.Depth < 8) PngSamples.Unpack(stored, header.Depth, unpacked);
            samples.Expand(header.Depth < 8 ? unpacked : stored, rgba);
        }
    }

    /// <summary>What is wrong with the data once all rows were read; null where nothing is.</summary>
    public string? Damage()
    {
        if (!reader.IsBroken) return hasDamagedData ? "its data does not fit its check value; parts of it may be wrong" : null;
        return interlaced is not null
            ? "its data is damaged or cut off; what is missing is shown coarser"
            : $"its data is damaged or cut off; {RowsThere} of {header.Height} rows are there, and the others are black";
    }

    public void Dispose()
    {
        interlaced?.Dispose();
        reader.Dispose();
    }
}
