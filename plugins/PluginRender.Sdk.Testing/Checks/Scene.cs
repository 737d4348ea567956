namespace PluginRender.Sdk.Testing;

/// <summary>What effects are checked on: a segment, a frame of noise and a picture of noise.</summary>
internal sealed record Scene(EffectContext Context, TestFrame Input, TestPicture Picture)
{
    /// <summary>The least and the greatest, and planes whose chroma is odd.</summary>
    public static readonly (int Width, int Height)[] Sizes = [(16, 16), (18, 18), (130, 74), (8192, 16)];

    public static Scene Of(int width, int height, int frames = 30)
        => new(EffectRun.Context(width, height, frames), TestFrame.Random(width, height, 1), TestPicture.Noise(width + 31, height + 17, 2));

    public string Size => $"{Input.Width}x{Input.Height}";

    public FrameTime Time(int frame) => EffectRun.Time(Context, frame);
}
