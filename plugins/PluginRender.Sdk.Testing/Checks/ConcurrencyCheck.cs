using System.Collections.Concurrent;

namespace PluginRender.Sdk.Testing;

/// <summary>Keeps to what an effect declared about threads, and stresses exactly that.</summary>
internal static class ConcurrencyCheck
{
    private const int Threads = 4;
    private const int Frames = 30;

    public static void Run(TestedEffect effect)
    {
        Concurrency declared = effect.Descriptor.Concurrency;
        if (declared == Concurrency.Unsafe) return;
        string lookAt = declared == Concurrency.Reentrant
            ? "fields that BeginFrame or the band method write, and static ones: declare Concurrency.PerInstance if each instance has its own, else Concurrency.Unsafe"
            : "static fields, and what instances share: declare Concurrency.Unsafe if they must";
        CheckedRun run = new(effect, $"threads, as declared ({declared})", lookAt);
        Scene scene = Scene.Of(66, 50, Frames);
        using Effect alone = run.Create(scene.Context);
        TestFrame[] frames = [.. Enumerable.Range(0, Frames).Select(n => run.Apply(alone, scene, n))];
        AtOnce(run, scene, frames, shared: null);
        if (declared == Concurrency.Reentrant) AtOnce(run, scene, frames, alone);
    }

    private static void AtOnce(CheckedRun run, Scene scene, TestFrame[] frames, Effect? shared)
    {
        ConcurrentQueue<Exception> failures = [];
        using Barrier start = new(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() => Render(index)))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        if (failures.TryDequeue(out Exception? first))
            throw run.Failed($"with {Threads} threads {(shared is null ? "and an instance for each" : "and one instance for all")}, {first.Message}");

        void Render(int index)
        {
            try
            {
                start.SignalAndWait();
                for (int i = 0; i < Frames && failures.IsEmpty; i++)
                {
                    // Made anew now and then: creation and disposal may happen beside work too.
                    int n = ((i * 7) + (index * 11)) % Frames;
                    Effect instance = shared ?? run.Create(scene.Context);
                    TestFrame frame = run.Apply(instance, scene, n, bandHeight: 10);
                    if (shared is null) instance.Dispose();
                    if (frame.Difference(frames[n]) is { } where) failures.Enqueue(run.Failed($"frame {n} is another than rendered alone, {where}"));
                }
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        }
    }
}
