using System.Security.Cryptography;
using System.Text;

namespace PluginRender.Rendering;

/// <summary>
/// What decoding pictures showed, in a folder that renders share, under a hash of the picture's contents and of what it was
/// decoded with: another build or library decodes again. A file that was damaged counts as missing.
/// </summary>
/// <param name="folder">The cache; created when needed.</param>
/// <param name="decodedWith">What decides how pictures are decoded: the host's assemblies and the versions of libraries.</param>
public sealed class PictureVerdictStore(string folder, string decodedWith)
{
    private const string Part = "pictures";

    /// <summary>What is known of a picture; null when it is not known.</summary>
    /// <param name="sha256">Of its contents.</param>
    public PictureVerdict? Find(string sha256)
    {
        string path = PathOf(sha256);
        // An exception for each of a thousand pictures that are not known would take longer than looking.
        if (!File.Exists(path)) return null;
        try
        {
            return PictureVerdictJson.Read(File.ReadAllBytes(path), sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Remembers what was found.</summary>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public void Put(string sha256, PictureVerdict verdict) => CacheFile.Write(PathOf(sha256), PictureVerdictJson.Write(sha256, verdict));

    /// <summary>Where a picture's verdict is, whether it exists or not.</summary>
    public string PathOf(string sha256)
    {
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sha256}\n{decodedWith}")));
        return Path.Combine(folder, Part, key[..2], key + ".json");
    }
}
