using System.Collections.Immutable;

namespace PluginRender.Planning;

/// <summary>An assembly of the host that takes part in making frames from a plan, as far as chunk keys need to know it.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">
/// Its module version id: the compiler derives it from everything it compiles, so that the same sources give the
/// same one and any change another.
/// </param>
public sealed record HostAssembly(string Name, string Version)
{
    /// <summary>Assemblies in the one order that plans have them in.</summary>
    public static ImmutableArray<HostAssembly> InOrder(IEnumerable<HostAssembly> assemblies)
        => [.. assemblies.OrderBy(a => a.Name, StringComparer.Ordinal)];
}
