using PluginRender.Hosting;
using PluginRender.Sdk;

namespace PluginRender.Build.Rendering;

/// <summary>What the repository says about the built-in effects outside their code: the catalog and the project schema.</summary>
public static class WrittenEffects
{
    /// <summary>The files and what they should hold, by the plugins that are built.</summary>
    /// <exception cref="TaskFailedException">A built-in plugin is not built or cannot be used.</exception>
    public static IReadOnlyList<(string File, string Text)> Of(RepositoryPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        EffectCatalog catalog = EffectCatalog.Discover([paths.Plugins]);
        string[] builtIn = [.. Directory.EnumerateDirectories(Path.Combine(paths.Root, "plugins"), "Effects.*").Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        EffectDescriptor[] effects = [.. catalog.Effects.Where(e => builtIn.Contains(e.Plugin))];
        if (builtIn.FirstOrDefault(plugin => effects.All(e => e.Plugin != plugin)) is { } missing)
            throw new TaskFailedException(ExitCode.Missing, $"{missing} has no effects in {paths.Plugins}; build it: --target=Build");
        string page = Path.Combine(paths.Root, "plugins", "CATALOG.md");
        return [(page, EffectPage.Markdown(effects)), (paths.ProjectSchema, EffectSchema.WithEffects(File.ReadAllText(paths.ProjectSchema), effects))];
    }
}
