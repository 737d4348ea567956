using System.Reflection;
using PluginRender.Kernels.Store;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>The modules that samples are computed with before they reach the encoder: what a chunk's key must know.</summary>
public static class RenderingModules
{
    /// <summary>This one, and those that effects and it compute with.</summary>
    public static IReadOnlyList<Module> All { get; } =
        [typeof(Effect).Module, typeof(DitheredStore).Module, typeof(ChunkRenderer).Module];
}
