using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>
/// What was detected in pictures, in a folder that renders share: facts by the key of what they follow from, masks by
/// their content. Files appear by rename; one that a crash has spoiled counts as missing, and is made again.
/// </summary>
/// <param name="folder">The cache; created when needed.</param>
public sealed class FactsStore(string folder)
{
    /// <summary>The facts under a key, if they and their mask are there and intact; null otherwise.</summary>
    /// <param name="key">64 hexadecimal digits.</param>
    public PictureFacts? Find(string key)
    {
        try
        {
            PictureFacts facts = FactsJson.Read(File.ReadAllText(PathOf(key), Encoding.UTF8));
            return facts.Mask is { } mask && FindMask(mask) is null ? null : facts;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlanException)
        {
            return null;
        }
    }

    /// <summary>Keeps facts, and the samples of their mask if they have one.</summary>
    public void Put(string key, PictureFacts facts, ReadOnlySpan<byte> mask)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Mask is { } reference)
            CacheFile.Write(PathOf(reference), [.. Encoding.ASCII.GetBytes(Header(reference)), .. mask]);
        CacheFile.Write(PathOf(key), Encoding.UTF8.GetBytes(FactsJson.Write(facts)));
    }

    /// <summary>The samples of a mask, row by row; null when it is not there or spoiled.</summary>
    public byte[]? FindMask(MaskReference mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        try
        {
            byte[] file = File.ReadAllBytes(PathOf(mask));
            int start = Header(mask).Length;
            return file.Length == start + (mask.Width * mask.Height) && Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(start))) == mask.Sha256
                ? file[start..]
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A mask's file, a PGM picture that any viewer shows; whether it exists or not.</summary>
    public string PathOf(MaskReference mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Path.Combine(folder, "masks", mask.Sha256[..2], mask.Sha256 + ".pgm");
    }

    private string PathOf(string key) => Path.Combine(folder, "facts", key[..2], key + ".json");

    private static string Header(MaskReference mask) => string.Create(CultureInfo.InvariantCulture, $"P5\n{mask.Width} {mask.Height}\n255\n");
}
