using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PluginRender.Hosting.Tests;

/// <summary>A temporary folder of plugins, copied from the built fixtures.</summary>
internal sealed class PluginFolder : IDisposable
{
    private static readonly string Fixtures = typeof(PluginFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "Fixtures").Value!;

    public PluginFolder(params string[] plugins)
    {
        foreach (string plugin in plugins) Add(plugin);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("plugins-").FullName;

    public string Assembly(string plugin) => Path.Combine(Root, plugin, plugin + ".dll");

    /// <summary>Copies a fixture, under another plugin name if one is given.</summary>
    public void Add(string fixture, string? name = null)
    {
        name ??= fixture;
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Root, name));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Fixtures, fixture)))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file) == fixture + ".dll" ? name + ".dll" : Path.GetFileName(file)));
    }

    /// <summary>Makes a plugin look as if it had been built against another version of the Sdk.</summary>
    public void ClaimSdk(string plugin, byte major, byte minor)
    {
        byte[] bytes = File.ReadAllBytes(Assembly(plugin));
        using (var file = new PEReader(new MemoryStream(bytes)))
        {
            MetadataReader reader = file.GetMetadataReader();
            AssemblyReferenceHandle sdk = reader.AssemblyReferences.Single(h => reader.GetString(reader.GetAssemblyReference(h).Name) == "PluginRender.Sdk");
            // ECMA-335 II.22.5: a row begins with MajorVersion and MinorVersion, 16 bits each.
            int row = file.PEHeaders.MetadataStartOffset + reader.GetTableMetadataOffset(TableIndex.AssemblyRef)
                + ((MetadataTokens.GetRowNumber(sdk) - 1) * reader.GetTableRowSize(TableIndex.AssemblyRef));
            bytes[row] = major;
            bytes[row + 2] = minor;
        }

        File.WriteAllBytes(Assembly(plugin), bytes);
    }

    /// <summary>Moves a plugin's private library to where plugins share it, for all that are there.</summary>
    public string Share(string plugin, string library)
    {
        string shared = Path.Combine(Directory.CreateDirectory(Path.Combine(Root, ".shared", library)).FullName, library + ".dll");
        File.Copy(Path.Combine(Root, plugin, library + ".dll"), shared);
        foreach (string copy in Directory.EnumerateFiles(Root, library + ".dll", SearchOption.AllDirectories).Where(f => f != shared).ToList()) File.Delete(copy);
        return shared;
    }

    public EffectCatalog Discover() => EffectCatalog.Discover([Root]);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
