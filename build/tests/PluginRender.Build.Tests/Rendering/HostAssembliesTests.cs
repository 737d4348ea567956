using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PluginRender.Build.Rendering;
using PluginRender.Planning;

namespace PluginRender.Build.Tests.Rendering;

public sealed class HostAssembliesTests
{
    /// <summary>What they decide stands in the plan; another assembly of ours belongs to the list.</summary>
    private static readonly string[] WithoutAPart =
        ["PluginRender.Build", "PluginRender.Build.Tests", "PluginRender.Planning", "PluginRender.Projects", "PluginRender.Worker"];

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

    private static string ModuleVersionOf(HostAssembly assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly.Name + ".dll")));
        MetadataReader reader = file.GetMetadataReader();
        return reader.GetGuid(reader.GetModuleDefinition().Mvid).ToString("D");
    }
}
