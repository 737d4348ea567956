namespace PluginRender.Sdk.Testing;

/// <summary>A frame is a function of its number: in any order, again, and by another instance.</summary>
internal static class FrameOrderCheck
{
    private const int Frames = 30;

    public static void Run(TestedEffect effect)
    {
        CheckedRun run = new(effect, "frames in any order", "fields that BeginFrame or the band method leave changed for the next frame: a frame may depend on parameters, FrameTime and input alone");
        Scene scene = Scene.Of(66, 50, Frames);
        using Effect forward = run.Create(scene.Context), other = run.Create(scene.Context);
        TestFrame[] frames = [.. Enumerable.Range(0, Frames).Select(n => run.Apply(forward, scene, n))];
        for (int n = Frames - 1; n >= 0; n--) run.Same(run.Apply(other, scene, n), frames[n], $"frame {n}, rendered after frame {n + 1}, is another than in order");
        // 7 and 30 have no common divisor: every frame once, each after one that is not its neighbor.
        for (int i = 0, n = 0; i < Frames; i++, n = (n + 7) % Frames) run.Same(run.Apply(forward, scene, n), frames[n], $"frame {n}, rendered again later, is another than at first");
        using Effect late = run.Create(scene.Context);
        run.Same(run.Apply(late, scene, Frames / 2), frames[Frames / 2], $"frame {Frames / 2}, rendered first, is another than in order");
    }
}
