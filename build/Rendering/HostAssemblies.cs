using System.Collections.Immutable;
using System.Reflection;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>Which of this process's assemblies decide what a chunk's bytes are.</summary>
/// <remarks>
/// Not those that only read projects, plan and report: what they decide stands in the plan. Hosting is one of them,
/// since it hands an effect its parameters.
/// </remarks>
internal static class HostAssemblies
{
    /// <summary>Gathered once; assemblies do not change while they are loaded.</summary>
    public static ImmutableArray<HostAssembly> OfThisProcess { get; } = HostAssembly.InOrder(
        from module in (IEnumerable<Module>)[.. RenderingModules.All, .. MediaModules.All, typeof(PluginEffectFactory).Module]
        select new HostAssembly(module.Assembly.GetName().Name!, module.ModuleVersionId.ToString("D")));
}
