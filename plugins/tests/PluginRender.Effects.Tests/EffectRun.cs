namespace PluginRender.Effects.Tests;

/// <summary>Runs any effect on a frame, band by band, giving it exactly what the contract promises.</summary>
internal static class EffectRun
{
    public static EffectContext Context(int width, int height, int frames = 30, ulong seed = 77, (double X, double Y)? subject = null)
        => new("s1", width, height, frames, new FrameRate(30, 1), seed, subject);

    public static FrameTime Time(EffectContext context, int frame) => new(frame, context.FrameCount, context.Rate, context.Seed);

    /// <summary>The frame after the effect; <paramref name="picture"/> is what a source effect reads.</summary>
    public static TestFrame Apply(Effect effect, FrameTime time, TestFrame input, TestPicture? picture = null, int bandHeight = int.MaxValue, bool upward = false)
    {
        TestFrame output = effect is PointEffect ? input.Copy() : new TestFrame(input.Width, input.Height, 11);
        bandHeight = Math.Min(bandHeight, input.Height);
        effect.BeginFrame(time);
        int bands = (input.Height + bandHeight - 1) / bandHeight;
        for (int i = 0; i < bands; i++)
        {
            int row = (upward ? bands - 1 - i : i) * bandHeight;
            Render(effect, time, input, picture, output, row, Math.Min(bandHeight, input.Height - row));
        }

        output.AssertGuards();
        return output;
    }

    public static void Render(Effect effect, in FrameTime time, TestFrame input, TestPicture? picture, TestFrame output, int row, int count)
    {
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
                throw new InvalidOperationException($"{effect.GetType()} has no pixel access.");
        }
    }
}
