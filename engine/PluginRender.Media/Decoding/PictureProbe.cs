using System.Security.Cryptography;
using PluginRender.Planning;

namespace PluginRender.Media;

/// <summary>Looks at pictures without decoding them.</summary>
public sealed class PictureProbe : ISourceProbe
{
    /// <inheritdoc/>
    public PictureInfo Probe(string path)
    {
        using PictureFile file = PictureFile.Read(path);
        return new PictureInfo(file.Header.UprightWidth, file.Header.UprightHeight, Convert.ToHexStringLower(SHA256.HashData(file.Bytes)))
        {
            ColorLibrary = PictureColor.Of(file.Bytes).NeedsLibrary ? LittleCms.Version : null,
            // The file is in memory twice: as it was read, and as the decoder was given it.
            DecodingBytes = file.Header.DecodingBytes == 0 ? 0 : file.Header.DecodingBytes + (2L * file.Bytes.Length),
        };
    }
}
