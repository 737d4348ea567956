namespace PluginRender.Sdk.Testing;

/// <summary>Runs any effect on a frame, band by band, giving it exactly what the contract promises.</summary>
public static class EffectRun
{
    /// <summary>What an effect of a segment is told, at 30 frames per second.</summary>
    public static EffectContext Context(int width, int height, int frames = 30, ulong seed = 77, (double X, double Y)? subject = null)
        => new("s1", width, height, frames, new FrameRate(30, 1), seed, subject);

    /// <summary>The clock of a frame of that segment.</summary>
    public static FrameTime Time(EffectContext context, int frame)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new FrameTime(frame, context.FrameCount, context.Rate, context.Seed);
    }

    /// <summary>The frame after the effect.</summary>
    /// <param name="effect">At work on a segment of the frame's size.</param>
    /// <param name="time">The frame's clock.</param>
    /// <param name="input">The frame before it; it is not changed.</param>
    /// <param name="picture">What a source effect reads.</param>
    /// <param name="bandHeight">Luma rows of a band, even; by default the whole frame is one.</param>
    /// <param name="upward">From the last band to the first.</param>
    /// <exception cref="EffectCheckException">Something was written beside the frame.</exception>
    public static TestFrame Apply(Effect effect, FrameTime time, TestFrame input, TestPicture? picture = null, int bandHeight = int.MaxValue, bool upward = false)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(input);
        TestFrame output = effect is PointEffect ? input.Copy() : new TestFrame(input.Width, input.Height, 11);
        Into(output, effect, time, input, picture, bandHeight, upward);
        output.AssertGuards();
        return output;
    }

    /// <summary>The same, into a frame that is there: for a point effect it holds the input.</summary>
    internal static void Into(TestFrame output, Effect effect, in FrameTime time, TestFrame input, TestPicture? picture, int bandHeight, bool upward)
    {
        bandHeight = Math.Min(bandHeight, input.Height);
        effect.BeginFrame(time);
        int bands = (input.Height + bandHeight - 1) / bandHeight;
        for (int i = 0; i < bands; i++)
        {
            int row = (upward ? bands - 1 - i : i) * bandHeight;
            Render(effect, time, input, picture, output, row, Math.Min(bandHeight, input.Height - row));
        }
    }

    /// <summary>One band; <see cref="Effect.BeginFrame"/> is the caller's.</summary>
    public static void Render(Effect effect, in FrameTime time, TestFrame input, TestPicture? picture, TestFrame output, int row, int count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        switch (effect)
        {
            case PointEffect point:
                point.Apply(time, output.Band(row, count));
                break;
            case NeighborhoodEffect neighborhood:
                neighborhood.Apply(time, input.View(row, count, neighborhood.Radius), output.Band(row, count));
                break;
            case FrameEffect frame:
                frame.Apply(time, input.View(0, input.Height, input.Height), output.Band(row, count));
                break;
            case SourceEffect source:
                source.Render(time, picture!.Source, output.Band(row, count));
                break;
            default:
                throw new ArgumentException($"{effect?.GetType()} has no pixel access: derive it from PointEffect, NeighborhoodEffect, FrameEffect or SourceEffect.", nameof(effect));
        }
    }
}
