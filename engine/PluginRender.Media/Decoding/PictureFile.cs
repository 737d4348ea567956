using System.Buffers;
using PluginRender.Planning;

namespace PluginRender.Media;

/// <summary>
/// A picture file in memory, refused before anything is decoded when it cannot or must not be. Its buffer is
/// pooled: a file a segment would otherwise be garbage that only a full collection takes away.
/// </summary>
internal sealed class PictureFile : IDisposable
{
    private const long MaximumBytes = 512L << 20;

    /// <summary>The most pixels of a picture.</summary>
    public const long MaximumPixels = 256_000_000;

    private readonly byte[] buffer;
    private readonly int length;
    private FoundColor? color;

    private PictureFile(string path, byte[] buffer, int length) => (Path, this.buffer, this.length) = (path, buffer, length);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The file's contents, until this is disposed.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>The same, for what reads it as a stream.</summary>
    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, length);

    /// <summary>Is told what is wrong with the file though the picture is shown.</summary>
    public Action<string> Noticed { get; set; } = static _ => { };

    /// <summary>What it says of itself.</summary>
    public PictureHeader Header { get; private set; }

    /// <exception cref="SourceException">The file is not a picture that may be decoded.</exception>
    public static PictureFile Read(string path)
    {
        PictureFile file = Load(path);
        try
        {
            file.Header = Check(path, file.Bytes);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The transform of its samples to sRGB; null where there is nothing to do. A notice about its profile is told once.</summary>
    public ColorTransform? ColorOf(SampleKind samples)
    {
        color ??= new(PictureColor.Of(Bytes).Transform(samples, Noticed));
        return color.Transform;
    }

    public void Dispose()
    {
        color?.Transform?.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static PictureHeader Check(string path, ReadOnlySpan<byte> bytes)
    {
        if (PictureHeader.Parse(bytes) is not { } header) throw Refused(path, OtherFile.Of(bytes, PictureHeader.Formats));
        // Of a file that is not decoded, what it says of itself matters more than its size.
        if (header.Refusal is { } refusal && (header.Width <= 0 || header.Height <= 0)) throw Refused(path, refusal);
        if (header.Width <= 0 || header.Height <= 0)
            throw new SourceException(path, "the file does not say how large the picture is", "export the picture again");
        if ((long)header.Width * header.Height > MaximumPixels || header.Width > 65535 || header.Height > 65535)
            throw new SourceException(path, $"the picture has {header.Width}x{header.Height} pixels", "give one of at most 256 megapixels and 65535 pixels a side");
        return header.Refusal is { } other ? throw Refused(path, other) : header;
    }

    private static SourceException Refused(string path, OtherFile refusal) => new(path, refusal.What, refusal.Remedy);

    private static PictureFile Load(string path)
    {
        try
        {
            // A pipe or a device also says that it has no bytes; opening one might never end.
            if (new FileInfo(path).Length == 0) throw new SourceException(path, "the file is empty", $"give a {PictureHeader.Formats} file");
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (stream.Length > MaximumBytes) throw new SourceException(path, $"the file has {stream.Length} bytes", $"give one of at most {MaximumBytes}");
            int length = (int)stream.Length;
            byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
            var file = new PictureFile(path, buffer, length);
            try
            {
                stream.ReadExactly(buffer, 0, length);
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(path, e.Message, "check that the file exists and may be read", e);
        }
    }

    private sealed record FoundColor(ColorTransform? Transform);
}
