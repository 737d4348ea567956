namespace PluginRender.Sdk.Testing;

/// <summary>One effect in one check: runs it, and says on failure what to look at.</summary>
internal sealed class CheckedRun(TestedEffect effect, string check, string lookAt)
{
    public TestedEffect Effect => effect;

    public Effect Create(EffectContext context)
    {
        try
        {
            return effect.Create(context);
        }
        catch (Exception e)
        {
            throw new EffectCheckException(effect.Descriptor.Id, check, $"it cannot be created: {e.Message}", "its constructor", e);
        }
    }

    /// <summary>A frame after the effect, in a layout of its own.</summary>
    public TestFrame Apply(Effect instance, Scene scene, int frame, TestFrame? input = null, int bandHeight = int.MaxValue, bool upward = false, int padding = 37, short guard = -21846)
    {
        input ??= scene.Input;
        TestFrame output = instance is PointEffect ? input.Copy(padding, guard) : new TestFrame(input.Width, input.Height, padding, guard);
        try
        {
            EffectRun.Into(output, instance, scene.Time(frame), input, scene.Picture, bandHeight, upward);
        }
        catch (Exception e) when (e is not EffectCheckException)
        {
            string radius = instance is NeighborhoodEffect && e is ArgumentOutOfRangeException
                ? "its Radius, which must cover every row that it reads, and at reads beyond the frame's edge" : "the stack trace below";
            throw new EffectCheckException(effect.Descriptor.Id, check, $"it throws {e.GetType().Name} in frame {frame} at {scene.Size} ({e.Message.ReplaceLineEndings(" ")})", radius, e);
        }

        if (output.OverwrittenGuard() is { } where)
        {
            throw new EffectCheckException(effect.Descriptor.Id, check, $"it writes outside the frame in frame {frame} at {scene.Size}, {where}",
                "pointers and vector stores past a row's Width, and rows outside FirstRow to FirstRow + RowCount - 1");
        }

        return output;
    }

    public void Same(TestFrame actual, TestFrame expected, string what)
    {
        if (actual.Difference(expected) is { } where) throw Failed($"{what}, {where}");
    }

    public EffectCheckException Failed(string problem, string? elsewhere = null) => new(effect.Descriptor.Id, check, problem, elsewhere ?? lookAt);
}
