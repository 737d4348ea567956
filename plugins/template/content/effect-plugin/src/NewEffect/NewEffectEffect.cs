using PluginRender.Sdk;

namespace NewEffect;

/// <summary>Tints the picture. It is created once per segment and worker: what frames share is computed here.</summary>
[Effect("new-effect", "1.0.0", Summary = "Tints the picture.", Concurrency = Concurrency.Reentrant, Determinism = Determinism.BitExact)]
public sealed class NewEffectEffect : PixelEffect
{
    private readonly float strength;
    private readonly float cb;
    private readonly float cr;

    public NewEffectEffect(NewEffectParameters parameters, EffectContext context)
    {
        strength = (float)parameters.Strength;
        (_, byte blue, byte red) = parameters.Color.ToYCbCr();
        cb = (blue - 128) / 224f;
        cr = (red - 128) / 224f;
    }

    /// <summary>From a pixel to a pixel. A result depends on parameters, time and the pixel alone, never on earlier calls.</summary>
    protected override Pixel Map(in FrameTime time, float x, float y, Pixel pixel)
        => new(pixel.Y, pixel.Cb + ((cb - pixel.Cb) * strength), pixel.Cr + ((cr - pixel.Cr) * strength));
}
