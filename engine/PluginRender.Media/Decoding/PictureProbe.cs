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
        return new PictureInfo(file.Header.UprightWidth, file.Header.UprightHeight, Convert.ToHexStringLower(SHA256.HashData(file.Bytes)));
    }
}
