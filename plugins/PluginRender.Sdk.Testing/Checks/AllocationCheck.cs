namespace PluginRender.Sdk.Testing;

/// <summary>Once it has rendered some frames, an effect takes no more from the managed heap: collections would stop every worker.</summary>
internal static class AllocationCheck
{
    public static void Run(TestedEffect effect)
    {
        CheckedRun run = new(effect, "memory", "arrays, lambdas and enumerators in BeginFrame and the band method: make them in the constructor");
        Scene scene = Scene.Of(66, 50);
        using Effect instance = run.Create(scene.Context);
        TestFrame output = scene.Input.Copy();
        long before = 0;
        for (int n = 0; n < 30; n++)
        {
            if (n == 15) before = GC.GetAllocatedBytesForCurrentThread();
            EffectRun.Into(output, instance, scene.Time(n), scene.Input, scene.Picture, 10, upward: false);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (bytes > 0) throw run.Failed($"15 frames took {bytes} bytes of managed memory");
    }
}
