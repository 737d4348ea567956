using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>Creates effects from the plugins of a catalog. Each plugin is loaded once, when its first effect is created.</summary>
/// <remarks>
/// Safe for concurrent use. Disposing it asks the runtime to unload the plugins; their memory is free once the
/// effects created are no longer referred to.
/// </remarks>
/// <param name="catalog">Where the plugins are.</param>
public sealed class PluginEffectFactory(EffectCatalog catalog) : IEffectFactory, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Hash, LoadedPlugin Plugin)> loaded = new(StringComparer.Ordinal);
    private bool disposed;

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The factory was disposed.</exception>
    public Effect Create(PlannedEffect effect, EffectContext context)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(context);
        LoadedPlugin plugin = Load(effect, context);
        if (catalog.Find(effect.Id) is not { } cataloged || cataloged.Descriptor.Plugin != effect.Plugin)
            throw Failed(effect, context, "the plugin has no such effect: plan again");
        try
        {
            return plugin.Create(cataloged.TypeName, effect, context);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Failed(effect, context, $"it cannot be created, {e.GetType().Name}: {e.Message}: change its parameters or repair the plugin", e);
        }
    }

    /// <summary>Unloads the plugins.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach ((_, LoadedPlugin plugin) in loaded.Values) plugin.Dispose();
            loaded.Clear();
        }
    }

    private LoadedPlugin Load(PlannedEffect effect, EffectContext context)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (loaded.TryGetValue(effect.Plugin, out (string Hash, LoadedPlugin Plugin) known))
            {
                CheckHash(known.Hash, effect, context);
                return known.Plugin;
            }

            if (!catalog.Paths.TryGetValue(effect.Plugin, out string? path))
                throw Failed(effect, context, "there is no such plugin here: add it to a plugin folder or plan again");
            try
            {
                // Before loading: what is not the planned plugin does not get to run.
                string hash = PluginContent.Of(Path.GetDirectoryName(path)!).Hash;
                CheckHash(hash, effect, context);
                var plugin = new LoadedPlugin(path);
                loaded.Add(effect.Plugin, (hash, plugin));
                return plugin;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Failed(effect, context, $"{path} cannot be read ({e.Message}): build the plugin again", e);
            }
        }
    }

    private static void CheckHash(string found, PlannedEffect effect, EffectContext context)
    {
        if (found != effect.PluginHash)
            throw Failed(effect, context, $"the plan has the plugin with SHA-256 {effect.PluginHash}, found is {found}: plan again, or restore the planned plugin");
    }

    private static EffectException Failed(PlannedEffect effect, EffectContext context, string problem, Exception? inner = null)
        => new(context.SegmentId, effect.Id, effect.Plugin, null, problem, inner);
}
