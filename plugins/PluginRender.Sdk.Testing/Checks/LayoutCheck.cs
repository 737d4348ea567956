namespace PluginRender.Sdk.Testing;

/// <summary>Padding and what stands in it make no difference; every sample is written, nothing else is, and the input stays.</summary>
internal static class LayoutCheck
{
    public static void Run(TestedEffect effect)
    {
        CheckedRun run = new(effect, "strides and guard samples", "rows found by Width instead of Stride or Row(), and at reads past a row's end");
        foreach ((int width, int height) in Scene.Sizes) RunAt(run, Scene.Of(width, height));
    }

    private static void RunAt(CheckedRun run, Scene scene)
    {
        using Effect instance = run.Create(scene.Context);
        TestFrame before = scene.Input.Copy();
        TestFrame expected = run.Apply(instance, scene, 4);
        Unchanged(run, scene.Input, before, scene);
        foreach ((int padding, short guard) in new[] { (37, (short)21845), (0, (short)0), (1, short.MaxValue), (64, short.MinValue) })
        {
            TestFrame same = run.Apply(instance, scene, 4, padding: padding, guard: guard);
            if (same.Difference(expected) is { } where)
            {
                bool isUnwritten = instance is not PointEffect && run.Apply(instance, scene, 4, padding: 37, guard: 21845).Difference(expected) is not null;
                throw isUnwritten
                    ? run.Failed($"at {scene.Size} the frame depends on what the output held before, {where}", "samples that it does not write: an effect that is no PointEffect must write every sample of its band")
                    : run.Failed($"at {scene.Size}, rows {padding} samples apart give another frame, {where}");
            }

            TestFrame input = scene.Input.Copy(padding, guard);
            run.Same(run.Apply(instance, scene, 4, input), expected, $"at {scene.Size}, input rows with {padding} samples of {guard} between them give another frame");
            Unchanged(run, input, before, scene);
        }
    }

    private static void Unchanged(CheckedRun run, TestFrame input, TestFrame before, Scene scene)
    {
        if ((input.OverwrittenGuard() ?? input.Difference(before)) is { } where)
            throw run.Failed($"at {scene.Size} it changes its input, {where}", "where it writes to its input: another band still needs it");
    }
}
