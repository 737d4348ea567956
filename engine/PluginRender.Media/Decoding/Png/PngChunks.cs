using System.Buffers.Binary;
using System.IO.Hashing;

namespace PluginRender.Media;

/// <summary>
/// The chunks of a PNG that decide what it shows (ISO/IEC 15948, 5.3), read as viewers do: an ancillary chunk that is damaged,
/// or stands where it may not, is as good as absent, and neither the last chunk nor the end of the data need be there.
/// </summary>
internal sealed class PngChunks
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private readonly List<Range> data = [];

    private PngChunks(PngImageHeader header) => Header = header;

    /// <summary>What the picture is.</summary>
    public PngImageHeader Header { get; }

    /// <summary>Where the compressed samples are, in order.</summary>
    public IReadOnlyList<Range> Data => data;

    /// <summary>Whether the check value of some of them is wrong.</summary>
    public bool HasDamagedData { get; private set; }

    /// <summary>The palette's entries, three bytes each; empty without one.</summary>
    public Range Palette { get; private set; }

    /// <summary>The tRNS chunk: the color that is transparent, or the opacities of the palette's entries; empty without one.</summary>
    public Range Transparency { get; private set; }

    /// <summary>The eXIf chunk; empty without one.</summary>
    public Range Exif { get; private set; }

    /// <summary>Whether a file is a PNG by its first bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Finds the chunks.</summary>
    /// <returns>Null where the first one is not the header of a picture that can be decoded.</returns>
    public static PngChunks? Parse(ReadOnlySpan<byte> file)
    {
        PngChunks? found = null;
        foreach (Chunk chunk in new Walk(file))
        {
            if (found is not null) found.Take(chunk, file);
            else if (!chunk.Is(file, "IHDR"u8) || PngImageHeader.Read(file[chunk.Body]) is not { } header) return null;
            else found = new PngChunks(header);
        }

        return found;
    }

    private void Take(Chunk chunk, ReadOnlySpan<byte> file)
    {
        if (chunk.Is(file, "IDAT"u8)) AddData(chunk, file);
        else if (chunk.Is(file, "PLTE"u8) && IsEmpty(Palette) && data.Count == 0) Palette = chunk.Body;
        else if (chunk.Is(file, "tRNS"u8) && IsEmpty(Transparency) && MayBeTransparency(chunk.Body, file.Length) && chunk.IsIntact(file)) Transparency = chunk.Body;
        else if (chunk.Is(file, "eXIf"u8) && IsEmpty(Exif) && chunk.IsIntact(file)) Exif = chunk.Body;
    }

    private void AddData(Chunk chunk, ReadOnlySpan<byte> file)
    {
        if (!IsEmpty(chunk.Body)) data.Add(chunk.Body);
        // One that is cut off is seen by the rows that are missing.
        HasDamagedData |= chunk.IsWhole && !chunk.IsIntact(file);
    }

    /// <summary>A tRNS chunk comes before the samples and behind the palette, and has a color or no more opacities than the palette colors (11.3.2.1).</summary>
    private bool MayBeTransparency(Range body, int fileLength)
    {
        int length = body.GetOffsetAndLength(fileLength).Length;
        return data.Count == 0 && Header.Color switch
        {
            PngColorType.Gray => length == 2,
            PngColorType.Rgb => length == 6,
            PngColorType.Palette => length > 0 && length <= Palette.GetOffsetAndLength(fileLength).Length / 3,
            _ => false,
        };
    }

    private static bool IsEmpty(Range range) => range.Start.Equals(range.End);

    private readonly record struct Chunk(int At, Range Body, bool IsWhole)
    {
        public bool Is(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type) => file.Slice(At + 4, 4).SequenceEqual(type);

        /// <summary>Whether all of it is there, and its check value fits (5.4).</summary>
        public bool IsIntact(ReadOnlySpan<byte> file)
            => IsWhole && Crc32.HashToUInt32(file[(At + 4)..Body.End.Value]) == BinaryPrimitives.ReadUInt32BigEndian(file[Body.End.Value..]);
    }

    /// <summary>The chunks one after the other, up to the end chunk or the file's end; the last one may be cut off.</summary>
    private ref struct Walk(ReadOnlySpan<byte> file)
    {
        private readonly ReadOnlySpan<byte> file = file;
        private int next = 8;

        public Chunk Current { get; private set; }

        public readonly Walk GetEnumerator() => this;

        public bool MoveNext()
        {
            if (next + 8 > file.Length || file.Slice(next + 4, 4).SequenceEqual("IEND"u8)) return false;
            long length = BinaryPrimitives.ReadUInt32BigEndian(file[next..]);
            int end = (int)Math.Min(file.Length, next + 8 + length);
            Current = new Chunk(next, (next + 8)..end, next + 12 + length <= file.Length);
            next = Current.IsWhole ? end + 4 : file.Length;
            return true;
        }
    }
}
