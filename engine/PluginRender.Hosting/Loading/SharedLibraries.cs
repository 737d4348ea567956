using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PluginRender.Hosting;

/// <summary>
/// Libraries that may be in a process only once, since two copies of their native part would end it. A folder of plugins has them
/// as <c>.shared/NAME</c> with NAME.dll and all that belongs to it; a plugin beside them that refers to NAME gets that one, from
/// the process's own load context, and brings none of its own. Such a library is loaded when such a plugin is, and stays.
/// </summary>
internal static class SharedLibraries
{
    private const string FolderName = ".shared";
    private static readonly ConcurrentDictionary<string, bool> Served = new(StringComparer.Ordinal);

    /// <summary>The folders of the shared libraries in a folder of plugins, by name in ordinal order.</summary>
    public static IEnumerable<string> In(string plugins)
    {
        string folder = Path.Combine(plugins, FolderName);
        return Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>What messages and locks call one: its folder below the plugins'.</summary>
    public static string NameOf(string folder) => $"{FolderName}/{Path.GetFileName(folder)}";

    /// <summary>The folders of those that a plugin uses.</summary>
    /// <param name="assembly">The plugin's assembly.</param>
    public static ImmutableArray<string> UsedBy(string assembly)
    {
        string[] there = [.. In(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(assembly)))!)];
        if (there.Length == 0) return [];
        try
        {
            using FileStream stream = File.OpenRead(assembly);
            using var file = new PEReader(stream);
            MetadataReader reader = file.GetMetadataReader();
            var references = new List<string>();
            foreach (AssemblyReferenceHandle handle in reader.AssemblyReferences) references.Add(reader.GetString(reader.GetAssemblyReference(handle).Name));
            return [.. there.Where(folder => references.Contains(Path.GetFileName(folder)))];
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            // No assembly, which whoever wants to load it will say.
            return [];
        }
    }

    /// <summary>Lets a library be found by the process's own load context.</summary>
    /// <returns>Its name, to be shared with a plugin.</returns>
    public static AssemblyName Serve(string folder)
    {
        if (Served.TryAdd(folder, true))
        {
            AssemblyLoadContext.Default.Resolving += (context, name)
                => Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name)
                => ((string[])[$"lib{name}.so", name]).Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists) is { } path ? NativeLibrary.Load(path) : 0;
        }

        return AssemblyName.GetAssemblyName(Path.Combine(folder, Path.GetFileName(folder) + ".dll"));
    }
}
