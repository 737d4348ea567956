namespace PluginRender.Sdk.Testing;

/// <summary>Masks for effects that use the subject's.</summary>
public static class TestMask
{
    /// <summary>A mask by a function of the place, both coordinates 0–1 of the picture, which gives 0 for background to 1 for subject.</summary>
    public static SubjectMask Of(int width, int height, Func<double, double, double> subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        byte[] samples = new byte[width * height];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)Math.Floor((255 * Math.Clamp(subject(((i % width) + 0.5) / width, ((i / width) + 0.5) / height), 0, 1)) + 0.5);
        return new SubjectMask(width, height, samples);
    }

    /// <summary>What effects are checked with: a soft ellipse off the middle, with a hard bar across it.</summary>
    internal static SubjectMask Of(EffectContext context) => Of(40, Math.Max(1, 40 * context.FrameHeight / context.FrameWidth), (x, y) =>
        Math.Abs(y - 0.8) < 0.06 ? 1 : 3 - (6 * ((x - 0.4) * (x - 0.4) * 4 + ((y - 0.5) * (y - 0.5) * 4))));
}
