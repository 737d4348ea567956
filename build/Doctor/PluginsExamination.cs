using System.Collections.Immutable;
using PluginRender.Hosting;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Doctor;

/// <summary>Which effects there are, which plugins cannot be used and why, and whether they are pinned. No code of a plugin runs.</summary>
/// <param name="folders">Where plugins are looked for.</param>
internal sealed class PluginsExamination(IReadOnlyList<string> folders) : IExamination
{
    public IEnumerable<Finding> Examine() => folders.Distinct(StringComparer.Ordinal).SelectMany(In).Concat(Together());

    /// <summary>A folder by itself.</summary>
    private static IEnumerable<Finding> In(string folder)
    {
        string pin = File.Exists(Path.Combine(folder, PluginLock.FileName)) ? "as they were pinned" : $"not pinned ({PluginLock.FileName}, written by --target=Effects --lock, pins them)";
        (EffectCatalog? catalog, PluginLockException? differs) = Discover([folder]);
        if (differs is not null)
            return differs.Differences.Select(d => Split(d) with { Prevents = differs.IsOnlyMissing ? ExitCode.Missing : ExitCode.BadInput });
        int plugins = catalog!.Effects.Select(e => e.Plugin).Distinct(StringComparer.Ordinal).Count();
        return
        [
            new Finding("plugins", $"{Counted.Of(catalog.Effects.Length, "effect")} of {Counted.Of(plugins, "plugin")} in {folder}, {pin}"),
            .. catalog.Problems.Select(Split),
        ];
    }

    /// <summary>What only shows with all folders: two that have the same effect, or none that has one.</summary>
    private IEnumerable<Finding> Together()
    {
        if (Discover(folders).Catalog is not { } catalog) yield break;
        var known = folders.SelectMany(f => Discover([f]).Catalog?.Problems ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (string problem in catalog.Problems.Where(p => !known.Contains(p))) yield return Split(problem);
        if (catalog.Effects.IsEmpty)
            yield return new Finding("plugins", "no effect can be used: only projects without effects can be rendered", "build the built-in ones with dotnet cake --target=Build, or give --plugins=DIR");
    }

    private static (EffectCatalog? Catalog, PluginLockException? Differs) Discover(IEnumerable<string> folders)
    {
        try
        {
            return (EffectCatalog.Discover(folders), null);
        }
        catch (PluginLockException e)
        {
            return (null, e);
        }
    }

    /// <summary>The catalog's problems end with what to do, after a colon.</summary>
    private static Finding Split(string problem)
    {
        int end = problem.LastIndexOf(": ", StringComparison.Ordinal);
        return end < 0
            ? new Finding("plugins", problem, "repair the plugin, or remove its folder")
            : new Finding("plugins", problem[..end], problem[(end + 2)..]);
    }
}
