using System.Collections.Immutable;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>The effects of the plugins in some folders, read from metadata: no code of a plugin runs for it.</summary>
/// <remarks>
/// A plugin is a folder NAME that holds NAME.dll, next to the libraries only it uses. What is wrong with one
/// effect leaves the plugin's others usable. A folder of plugins that has a <see cref="PluginLock"/> is used as it was
/// pinned or not at all.
/// </remarks>
public sealed class EffectCatalog
{
    private readonly ImmutableSortedDictionary<string, CatalogedEffect> effects;
    private readonly ImmutableSortedDictionary<string, string> paths;

    private EffectCatalog(
        ImmutableSortedDictionary<string, CatalogedEffect> effects, ImmutableSortedDictionary<string, string> paths, ImmutableArray<string> problems)
    {
        this.effects = effects;
        this.paths = paths;
        var descriptors = ImmutableArray.CreateBuilder<EffectDescriptor>(effects.Count);
        foreach ((_, CatalogedEffect effect) in effects) descriptors.Add(effect.Descriptor);
        Effects = descriptors.MoveToImmutable();
        Problems = problems;
    }

    /// <summary>The usable effects, by id in ordinal order.</summary>
    public ImmutableArray<EffectDescriptor> Effects { get; }

    /// <summary>What is wrong with plugins or effects left out, each with its remedy.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>The full path of each readable plugin's assembly, by the plugin's name.</summary>
    public IReadOnlyDictionary<string, string> Paths => paths;

    /// <summary>Reads every plugin in the folders.</summary>
    /// <param name="folders">Folders of plugins; where two have the same plugin or effect, the first counts.</param>
    /// <exception cref="PluginLockException">A folder's plugins are not those that its lock has.</exception>
    public static EffectCatalog Discover(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var problems = ImmutableArray.CreateBuilder<string>();
        var paths = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var effects = ImmutableSortedDictionary.CreateBuilder<string, CatalogedEffect>(StringComparer.Ordinal);
        IEnumerable<string> distinct = folders.Select(f => Path.TrimEndingDirectorySeparator(Path.GetFullPath(f))).Distinct(StringComparer.Ordinal);
        var differences = new List<LockDifference>();
        foreach ((string path, Lazy<PluginContent> content) in distinct.SelectMany(folder => PluginsIn(folder, problems, differences)))
        {
            string plugin = Path.GetFileNameWithoutExtension(path);
            if (paths.TryGetValue(plugin, out string? other))
            {
                problems.Add($"plugin {plugin}: it is at {other} and at {path}, and the first is used: remove one");
                continue;
            }

            if (PluginMetadata.Read(plugin, path, content, problems) is not { } found) continue;
            paths.Add(plugin, path);
            foreach (CatalogedEffect effect in found) Add(effect, effects, problems);
        }

        if (differences.Count > 0) throw new PluginLockException([.. differences.Select(d => d.Text)], differences.All(d => d.IsMissing));
        return new EffectCatalog(effects.ToImmutable(), paths.ToImmutable(), problems.ToImmutable());
    }

    internal CatalogedEffect? Find(string id) => effects.GetValueOrDefault(id);

    private static void Add(CatalogedEffect effect, IDictionary<string, CatalogedEffect> effects, ImmutableArray<string>.Builder problems)
    {
        if (effects.TryAdd(effect.Descriptor.Id, effect)) return;
        EffectDescriptor first = effects[effect.Descriptor.Id].Descriptor;
        problems.Add($"effect {first.Id}: plugin {first.Plugin} and plugin {effect.Descriptor.Plugin} both have it, "
            + "and the first is used: rename one or remove a plugin");
    }

    /// <summary>The plugins of a folder, each hashed once, when that is first needed, and checked against the lock where there is one.</summary>
    private static List<FoundPlugin> PluginsIn(
        string folder, ImmutableArray<string>.Builder problems, List<LockDifference> differences)
    {
        var plugins = AssembliesIn(folder, problems).Select(path => new FoundPlugin(path, new Lazy<PluginContent>(() => PluginContent.Of(Path.GetDirectoryName(path)!)))).ToList();
        if (PluginLock.Read(folder) is { } pinned)
        {
            var found = plugins.Select(p => (Name: Path.GetFileNameWithoutExtension(p.Path), p.Content))
                .Concat(SharedLibraries.In(folder).Select(l => (Name: SharedLibraries.NameOf(l), Content: new Lazy<PluginContent>(() => PluginContent.Of(l))))).ToList();
            foreach ((string name, Lazy<PluginContent> content) in found)
            {
                try
                {
                    differences.AddRange(pinned.Differences(name, content.Value));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    differences.Add(new LockDifference($"plugin {name}: it cannot be read ({e.Message}): give permission to read it", IsMissing: false));
                }
            }

            differences.AddRange(pinned.Plugins.Except(found.Select(f => f.Name)).Select(pinned.Missing));
        }

        return plugins;
    }

    private static List<string> AssembliesIn(string folder, ImmutableArray<string>.Builder problems)
    {
        var found = new List<string>();
        try
        {
            found.AddRange(PluginFolder.Assemblies(folder));
            foreach (string plugin in Directory.EnumerateDirectories(folder).Except(found.Select(f => Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(plugin);
                if (Directory.EnumerateFiles(plugin, "*.dll").Any())
                    problems.Add($"plugin {name}: {plugin} has no {name}.dll: name the folder like the plugin's assembly");
            }
        }
        catch (DirectoryNotFoundException)
        {
            problems.Add($"plugin folder {folder}: there is no such folder: create it or name another");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"plugin folder {folder}: it cannot be read ({e.Message}): make it a readable folder");
        }

        return found;
    }

    /// <summary>A plugin's assembly, and what it is made of, read when that is needed.</summary>
    private sealed record FoundPlugin(string Path, Lazy<PluginContent> Content);
}

/// <param name="Descriptor">What is known about the effect.</param>
/// <param name="TypeName">The class's name as <see cref="System.Reflection.Assembly.GetType(string)"/> takes it.</param>
internal sealed record CatalogedEffect(EffectDescriptor Descriptor, string TypeName);
