using System.Collections.Immutable;
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
/// <param name="Folder">The plugin's folder.</param>
/// <param name="Files">The files, in their paths' ordinal order.</param>
/// <param name="Shared">What stands for the <see cref="SharedLibraries"/> that it uses, by the same rule; empty for most.</param>
internal sealed record PluginContent(string Folder, ImmutableArray<PluginFile> Files, ImmutableArray<PluginFile> Shared)
{
    /// <summary>
    /// SHA-256, lower-case hexadecimal, over each file's path below the folder (slashes, UTF-8, then a zero byte) and
    /// SHA-256, in the paths' ordinal order: independent of the machine, of where the folder is and of when its files
    /// were written.
    /// </summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (PluginFile file in Files.Concat(Shared))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(file.Path + '\0'));
                hash.AppendData(Convert.FromHexString(file.Sha256));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Reads and hashes every file once.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public static PluginContent Of(string folder) => new(folder, [.. PathsIn(folder).Select(path => new PluginFile(path, HashOf(Path.Combine(folder, path))))], SharedBy(folder));

    /// <summary>
    /// The shared libraries' managed assemblies and lists of versions by their content, the rest by its length: reading half a
    /// gigabyte of native code at every start would take longer than many a render, and each version of it has its own managed part.
    /// </summary>
    private static ImmutableArray<PluginFile> SharedBy(string folder)
    {
        string assembly = Path.Combine(folder, Path.GetFileName(folder) + ".dll");
        if (!File.Exists(assembly)) return [];
        return
        [
            .. SharedLibraries.UsedBy(assembly).SelectMany(library => PathsIn(library).Select(path => new PluginFile(
                $"{SharedLibraries.NameOf(library)}/{path}",
                Path.GetExtension(path) is ".dll" or ".json"
                    ? HashOf(Path.Combine(library, path))
                    : Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(new FileInfo(Path.Combine(library, path)).Length)))))),
        ];
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
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

/// <param name="Path">Below the plugin's folder, with slashes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record PluginFile(string Path, string Sha256);
