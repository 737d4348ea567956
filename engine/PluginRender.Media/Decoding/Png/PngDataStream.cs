namespace PluginRender.Media;

/// <summary>The compressed samples of a PNG, which may lie in many chunks, as one stream.</summary>
/// <param name="file">The file.</param>
/// <param name="chunks">Where they are.</param>
internal sealed class PngDataStream(ReadOnlyMemory<byte> file, IReadOnlyList<Range> chunks) : Stream
{
    private int chunk;
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (chunk < chunks.Count)
        {
            ReadOnlySpan<byte> rest = file.Span[chunks[chunk]][at..];
            int count = Math.Min(rest.Length, buffer.Length);
            if (count > 0 || buffer.IsEmpty)
            {
                rest[..count].CopyTo(buffer);
                at += count;
                return count;
            }

            (chunk, at) = (chunk + 1, 0);
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
