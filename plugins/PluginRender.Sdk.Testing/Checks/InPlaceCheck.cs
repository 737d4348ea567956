namespace PluginRender.Sdk.Testing;

/// <summary>A point effect works in place, and may since each 2x2 block depends on itself alone. Others do not say so.</summary>
internal static class InPlaceCheck
{
    private const int Patterns = 6;

    public static void Run(TestedEffect effect)
    {
        if (effect.Descriptor.Access != PixelAccess.Point) return;
        CheckedRun run = new(effect, "in place", "what it reads besides the sample it changes: derive it from NeighborhoodEffect or FrameEffect when it needs others");
        Scene scene = Scene.Of(66, 50);
        using Effect instance = run.Create(scene.Context);
        TestFrame expected = run.Apply(instance, scene, 4);
        for (int pattern = 0; pattern < Patterns; pattern++)
        {
            int changed = pattern;
            TestFrame elsewhere = scene.Input.Copy();
            elsewhere.Fill((plane, x, y) => IsIn(plane, x, y, changed) ? (short)(30000 - scene.Input.Row(plane, y)[x]) : scene.Input.Row(plane, y)[x]);
            TestFrame actual = run.Apply(instance, scene, 4, elsewhere);
            actual.Fill((plane, x, y) => IsIn(plane, x, y, changed) ? expected.Row(plane, y)[x] : actual.Row(plane, y)[x]);
            run.Same(actual, expected, "a sample of the result changes with a sample of the input that lies elsewhere");
        }
    }

    /// <summary>Half of all 2x2 blocks of luma with their chroma samples, without any regularity that an effect could share.</summary>
    private static bool IsIn(int plane, int x, int y, int pattern)
    {
        (int column, int row) = plane == 0 ? (x / 2, y / 2) : (x, y);
        uint bits = ((uint)column * 73856093) ^ ((uint)row * 19349663) ^ ((uint)pattern * 83492791);
        return (System.Numerics.BitOperations.PopCount(bits * 2654435761) & 1) == 0;
    }
}
