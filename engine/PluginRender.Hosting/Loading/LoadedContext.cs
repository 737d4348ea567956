using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using PluginRender.Sdk;

namespace PluginRender.Hosting;

/// <summary>Shows whether a plugin's memory has been given back.</summary>
public static class LoadedContext
{
    /// <summary>A reference to the load context that an effect's plugin is in, which does not keep it: dead once the plugin is gone.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WeakReference Of(Effect effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return new WeakReference(AssemblyLoadContext.GetLoadContext(effect.GetType().Assembly), trackResurrection: true);
    }
}
