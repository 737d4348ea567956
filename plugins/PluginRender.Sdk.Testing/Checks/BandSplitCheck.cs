namespace PluginRender.Sdk.Testing;

/// <summary>Bands of any height in any order give the same frame, at every size.</summary>
internal static class BandSplitCheck
{
    public static void Run(TestedEffect effect)
    {
        CheckedRun run = new(effect, "any split into bands", "what one band leaves for the next, rows written outside the band, and row numbers taken from the band's start instead of the frame's");
        foreach ((int width, int height) in Scene.Sizes) RunAt(run, Scene.Of(width, height));
    }

    public static void RunAt(CheckedRun run, Scene scene)
    {
        using Effect instance = run.Create(scene.Context);
        TestFrame whole = run.Apply(instance, scene, 4);
        foreach (int band in new[] { 2, 6, 10, 32 })
        {
            foreach (bool upward in new[] { false, true })
            {
                TestFrame split = run.Apply(instance, scene, 4, bandHeight: band, upward: upward);
                run.Same(split, whole, $"at {scene.Size}, bands of {band} rows from the {(upward ? "bottom up" : "top down")} give another frame than one band");
            }
        }
    }
}
