using System.Collections.Concurrent;
using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>One lock for each plugin with effects that promised nothing about threads, shared by all workers of a process.</summary>
public sealed class EffectLocks
{
    private readonly ConcurrentDictionary<string, Lock> locks = new(StringComparer.Ordinal);

    /// <summary>The lock to hold while calling an effect; null where none is needed.</summary>
    public Lock? For(PlannedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return effect.Concurrency == Concurrency.Unsafe ? locks.GetOrAdd(effect.Plugin, _ => new Lock()) : null;
    }
}
