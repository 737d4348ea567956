namespace PluginRender.Hosting;

/// <summary>A folder of plugins: each is a folder NAME in it that holds NAME.dll.</summary>
internal static class PluginFolder
{
    /// <summary>The plugins' assemblies, by name in ordinal order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be read.</exception>
    public static IEnumerable<string> Assemblies(string folder) => Directory.EnumerateDirectories(folder)
        .Order(StringComparer.Ordinal)
        .Select(plugin => Path.Combine(plugin, Path.GetFileName(plugin) + ".dll"))
        .Where(File.Exists);
}
