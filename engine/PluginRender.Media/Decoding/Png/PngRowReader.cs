using System.IO.Compression;

namespace PluginRender.Media;

/// <summary>The rows of a PNG as they are stored, their filters undone, up to where its data is damaged or ends.</summary>
internal sealed class PngRowReader : IDisposable
{
    private readonly PngImageHeader header;
    private readonly DeflateStream data;
    private byte[] previous;
    private byte[] current;

    public PngRowReader(PngChunks chunks, ReadOnlyMemory<byte> file)
    {
        header = chunks.Header;
        var stream = new PngDataStream(file, chunks.Data);
        // The stream behind zlib's header, without its check value: with it, the last row would be lost where that is wrong, and
        // the chunks have check values of their own.
        Span<byte> head = stackalloc byte[2];
        IsBroken = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false) < 2 || (head[0] & 0x0f) != 8 || (head[1] & 0x20) != 0;
        data = new DeflateStream(stream, CompressionMode.Decompress);
        int longest = header.RowBytes(header.Width);
        (previous, current) = (new byte[longest], new byte[longest]);
    }

    /// <summary>Whether a row was asked for that is not there; none are from then on.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What comes now has no row above it: a picture, or a pass of one, begins.</summary>
    public void Begin() => Array.Clear(current);

    /// <summary>The next row.</summary>
    /// <param name="pixels">Its length.</param>
    /// <param name="bytes">Its samples, until the next one is asked for.</param>
    public bool TryRead(int pixels, out ReadOnlySpan<byte> bytes)
    {
        int length = header.RowBytes(pixels);
        (previous, current) = (current, previous);
        Span<byte> row = current.AsSpan(0, length);
        Span<byte> filter = stackalloc byte[1];
        IsBroken = IsBroken || !TryFill(filter) || !TryFill(row) || !PngFilter.TryUndo(filter[0], row, previous.AsSpan(0, length), header.FilterStep);
        bytes = row;
        return !IsBroken;
    }

    public void Dispose() => data.Dispose();

    private bool TryFill(Span<byte> bytes)
    {
        try
        {
            return data.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
