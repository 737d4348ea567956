namespace PluginRender.Rendering;

/// <summary>Takes what is written to it as what a file should have, and compares; neither is ever in memory as a whole.</summary>
public sealed class ComparedStream : Stream
{
    private readonly FileStream file;
    private readonly byte[] found = new byte[32 * 1024];
    private bool isSame = true;

    private ComparedStream(FileStream file) => this.file = file;

    /// <summary>Whether a file is there and has just the bytes that are written.</summary>
    /// <exception cref="IOException">What is to be compared cannot be read.</exception>
    public static bool Has(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (!File.Exists(path)) return false;
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        using var compared = new ComparedStream(file);
        write(compared);
        return compared.isSame && file.ReadByte() < 0;
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (isSame && !buffer.IsEmpty)
        {
            int wanted = Math.Min(found.Length, buffer.Length);
            int count = file.ReadAtLeast(found.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
            isSame = count == wanted && buffer[..count].SequenceEqual(found.AsSpan(0, count));
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // There is nothing to force anywhere.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
