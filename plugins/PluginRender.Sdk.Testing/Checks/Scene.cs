namespace PluginRender.Sdk.Testing;

/// <summary>What effects are checked on: a segment, a frame of noise and a picture of noise.</summary>
internal sealed record Scene(EffectContext Context, TestFrame Input, TestPicture Picture)
{
    /// <summary>The least and the greatest, and planes whose chroma is odd.</summary>
    public static readonly (int Width, int Height)[] Sizes = [(16, 16), (18, 18), (130, 74), (8192, 16)];

    public static Scene Of(int width, int height, int frames = 30)
        => new(EffectRun.Context(width, height, frames), TestFrame.Random(width, height, 1), TestPicture.Noise(width + 31, height + 17, 2));

    public string Size => $"{Input.Width}x{Input.Height}";

    /// <summary>The clock of a frame, which shows another part of the picture than the one before.</summary>
    public FrameTime Time(int frame)
    {
        FrameTime time = EffectRun.Time(Context, frame);
        return time with { Shown = new PictureArea(0.125 * time.Progress, 0.25 * time.Progress, 1 - (0.25 * time.Progress), 1 - (0.25 * time.Progress)) };
    }
}
