using System.Security.Cryptography;
using PluginRender.Planning;

namespace PluginRender.Media;

/// <summary>Reads picture files and refuses, before anything is decoded, what cannot or must not be.</summary>
internal static class PictureFile
{
    private const long MaximumBytes = 512L << 20;
    private const long MaximumPixels = 100_000_000;

    /// <exception cref="SourceException">The file is not a picture that may be decoded.</exception>
    public static (byte[] Bytes, PictureHeader Header) Read(string path)
    {
        byte[] bytes = Load(path);
        if (PictureHeader.Parse(bytes) is not { } header)
            throw new SourceException(path, "this is not a picture that can be read", $"give a {PictureHeader.Formats} file");
        if (header.Width <= 0 || header.Height <= 0)
            throw new SourceException(path, "the file does not say how large the picture is", "export the picture again");
        if ((long)header.Width * header.Height > MaximumPixels || header.Width > 65535 || header.Height > 65535)
            throw new SourceException(path, $"the picture has {header.Width}x{header.Height} pixels", "give one of at most 100 megapixels and 65535 pixels a side");
        if (!header.IsComplete)
            throw new SourceException(path, "the file is cut off", "copy or export the picture again");
        return (bytes, header);
    }

    private static byte[] Load(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Length <= MaximumBytes
                ? File.ReadAllBytes(path)
                : throw new SourceException(path, $"the file has {info.Length} bytes", $"give one of at most {MaximumBytes}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(path, e.Message, "check that the file exists and may be read", e);
        }
    }
}

/// <summary>Looks at pictures without decoding them.</summary>
public sealed class PictureProbe : ISourceProbe
{
    /// <inheritdoc/>
    public PictureInfo Probe(string path)
    {
        (byte[] bytes, PictureHeader header) = PictureFile.Read(path);
        return new PictureInfo(header.UprightWidth, header.UprightHeight, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
