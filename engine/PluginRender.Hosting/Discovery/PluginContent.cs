using System.Security.Cryptography;
using System.Text;

namespace PluginRender.Hosting;

/// <summary>What a plugin is made of: every file in its folder that its output may depend on.</summary>
/// <remarks>
/// Private libraries, native ones, and data such as a table or a model decide pixels like the plugin's own assembly
/// does. NAME.deps.json and NAME.runtimeconfig.json count too: from them the loader learns which file a library's
/// name means. Debug symbols, the documentation beside an assembly, and NAME.runtimeconfig.dev.json, which holds
/// folders of the machine that built it, do not. It follows that a plugin must not write into its own folder.
/// </remarks>
internal static class PluginContent
{
    /// <summary>
    /// SHA-256, lower-case hexadecimal, over each file's path below <paramref name="folder"/> (slashes, UTF-8, then a
    /// zero byte) and SHA-256, in the paths' ordinal order: independent of the machine, of where the folder is and
    /// of when its files were written.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in PathsIn(folder))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path + '\0'));
            using FileStream file = File.OpenRead(Path.Combine(folder, path));
            hash.AppendData(SHA256.HashData(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> PathsIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(DecidesOutput)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static bool DecidesOutput(string file) => Path.GetExtension(file) switch
    {
        ".pdb" => false,
        ".xml" => !File.Exists(Path.ChangeExtension(file, ".dll")),
        _ => !file.EndsWith(".runtimeconfig.dev.json", StringComparison.Ordinal),
    };
}
