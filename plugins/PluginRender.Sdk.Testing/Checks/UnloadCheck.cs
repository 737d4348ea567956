using System.Runtime.CompilerServices;
using PluginRender.Hosting;

namespace PluginRender.Sdk.Testing;

/// <summary>After a render the plugin's load context is gone: nothing of it is kept.</summary>
internal static class UnloadCheck
{
    private const int Collections = 20;

    public static void Run(TestedEffect effect)
    {
        CheckedRun run = new(effect, "unload", "static event handlers, threads and timers that still run, GCHandles, and JSON libraries that work by reflection: end them in Dispose, or use source-generated JSON");
        WeakReference context = LoadRenderAndUnload(effect);
        for (int i = 0; i < Collections && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        if (context.IsAlive) throw run.Failed("the plugin was disposed and is still in memory: something of the process refers to it");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadRenderAndUnload(TestedEffect effect)
    {
        using TestedPlugin plugin = effect.Plugin.Again();
        CheckedRun run = new(new TestedEffect(plugin, effect.Descriptor, effect.Values), "unload", "its Dispose");
        Scene scene = Scene.Of(66, 50);
        using Effect instance = run.Create(scene.Context);
        run.Apply(instance, scene, 0);
        run.Apply(instance, scene, 29);
        return LoadedContext.Of(instance);
    }
}
