using System.Collections.Immutable;
using PluginRender.Hosting;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Sdk.Testing;

/// <summary>A built plugin, found and loaded as a render does it. Safe for concurrent use.</summary>
public sealed class TestedPlugin : IDisposable
{
    private readonly EffectCatalog catalog;
    private readonly PluginEffectFactory factory;

    private TestedPlugin(string folder, EffectCatalog catalog, ImmutableArray<EffectDescriptor> effects)
    {
        (Folder, this.catalog, Effects) = (folder, catalog, effects);
        factory = new PluginEffectFactory(catalog);
    }

    /// <summary>The folder NAME that holds NAME.dll.</summary>
    public string Folder { get; }

    /// <summary>Its effects, by id.</summary>
    public ImmutableArray<EffectDescriptor> Effects { get; }

    /// <summary>Finds the plugin in a folder NAME that holds NAME.dll.</summary>
    /// <exception cref="EffectCheckException">There is none, or a render would leave out an effect of it; the message says why.</exception>
    public static TestedPlugin Load(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string name = Path.GetFileName(folder);
        if (!File.Exists(Path.Combine(folder, name + ".dll")))
            throw new EffectCheckException($"there is no {Path.Combine(folder, name + ".dll")}: build the plugin, and name its folder like its assembly");
        EffectCatalog catalog = EffectCatalog.Discover([Path.GetDirectoryName(folder)!]);
        string[] problems = [.. catalog.Problems.Where(p => p.Contains($"plugin {name}:", StringComparison.Ordinal) || p.Contains($"plugin {name} ", StringComparison.Ordinal))];
        if (problems.Length > 0) throw new EffectCheckException(string.Join(Environment.NewLine, problems));
        return new TestedPlugin(folder, catalog, [.. catalog.Effects.Where(e => e.Plugin == name)]);
    }

    /// <summary>One of its effects, with parameters as a project would give them and the defaults of the others.</summary>
    /// <param name="id">The effect's id.</param>
    /// <param name="parameters">
    /// Names and values: numbers, booleans, strings (also for choices and colors: <c>"#102030"</c>), for a focus
    /// <c>"center"</c>, <c>"subject"</c> or two numbers in an array, and for a place also <c>"whole"</c> or four numbers.
    /// </param>
    /// <exception cref="EffectCheckException">There is no such effect or parameter, or a project could not give the value.</exception>
    public TestedEffect Effect(string id, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        EffectDescriptor descriptor = Effects.FirstOrDefault(e => e.Id == id)
            ?? throw new EffectCheckException($"there is no effect {id} in {Folder}: it has {string.Join(", ", Effects.Select(e => e.Id))}");
        return new TestedEffect(this, descriptor, ParameterValues.Of(descriptor, parameters.ToArray()));
    }

    /// <summary>Asks the runtime to unload the plugin.</summary>
    public void Dispose() => factory.Dispose();

    internal Effect Create(EffectDescriptor effect, ImmutableArray<NamedValue> values, EffectContext context) => factory.Create(
        new PlannedEffect(effect.Id, effect.Version, effect.Plugin, effect.PluginHash, effect.Access, effect.Concurrency, effect.Determinism, context.Seed, values),
        effect.UsesSubjectMask ? context with { Mask = context.Mask ?? TestMask.Of(context) } : context with { Mask = null });

    /// <summary>The same plugin in a load context of its own.</summary>
    internal TestedPlugin Again() => new(Folder, catalog, Effects);
}
