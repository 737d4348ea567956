using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PluginRender.Build.Rendering;
using PluginRender.Planning;

namespace PluginRender.Build.Tests.Rendering;

public sealed class HostAssembliesTests
{
    // The kinds of the Portable PDB format's custom debug information.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>What they decide stands in the plan; another assembly of ours belongs to the list.</summary>
    private static readonly string[] WithoutAPart =
        ["PluginRender.Build", "PluginRender.Build.Tests", "PluginRender.Detection", "PluginRender.Planning", "PluginRender.Projects", "PluginRender.TestMachine",
         "PluginRender.Worker"];

    [Fact]
    public void OfThisProcess_Always_IsEveryAssemblyThatDecidesBytes()
    {
        string[] ours = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "PluginRender.*.dll").Select(f => Path.GetFileNameWithoutExtension(f)!)];
        Assert.Contains("PluginRender.Kernels", ours);
        Assert.Equal(
            ours.Except(WithoutAPart).Append("FFmpeg.AutoGen").Order(StringComparer.Ordinal),
            HostAssemblies.OfThisProcess.Select(a => a.Name));
    }

    [Fact]
    public void OfThisProcess_Always_HasTheModuleVersionsOfTheFiles()
        => Assert.All(HostAssemblies.OfThisProcess, assembly => Assert.Equal(ModuleVersionOf(assembly), assembly.Version));

    /// <summary>Otherwise a commit that changes nothing would change every chunk key.</summary>
    [Fact]
    public void OfThisProcess_Always_KnowNothingOfTheCheckoutTheyWereBuiltFrom()
        => Assert.All(HostAssemblies.OfThisProcess.Where(a => a.Name.StartsWith("PluginRender.", StringComparison.Ordinal)), assembly =>
        {
            using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly.Name + ".dll")));
            DebugDirectoryEntry embedded = file.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using MetadataReaderProvider symbols = file.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            MetadataReader reader = symbols.GetMetadataReader();
            CustomDebugInformation[] information = [.. reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)];
            Assert.DoesNotContain(SourceLink, information.Select(i => reader.GetGuid(i.Kind)));
            // What source generators made is always embedded, and is made from sources alone. Files that the build wrote
            // are embedded only where there is a repository to tell them from its own.
            Assert.All(
                information.Where(i => reader.GetGuid(i.Kind) == EmbeddedSource),
                i => Assert.Matches("^/_/artifacts/obj/[^/]+/release/[^/]+/", reader.GetString(reader.GetDocument((DocumentHandle)i.Parent).Name)));
            Assert.All(reader.Documents, d => Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(d).Name), StringComparison.Ordinal));
        });

    private static string ModuleVersionOf(HostAssembly assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly.Name + ".dll")));
        MetadataReader reader = file.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid).ToString("D");
    }
}
