using PluginRender.Effects.Camera.KenBurns;
using PluginRender.Effects.Color.Fade;
using PluginRender.Effects.Color.Grade;
using PluginRender.Effects.Color.Vignette;
using PluginRender.Effects.Stylize.Blur;
using PluginRender.Effects.Stylize.Grain;
using PluginRender.Effects.Stylize.Pixelate;

namespace PluginRender.Effects.Tests;

/// <summary>Every built-in effect, with parameters that do something and with those that change nothing.</summary>
internal static class BuiltIn
{
    public static readonly Type[] Types =
    [
        typeof(KenBurnsEffect), typeof(GradeEffect), typeof(VignetteEffect), typeof(FadeEffect), typeof(BlurEffect), typeof(GrainEffect), typeof(PixelateEffect),
    ];

    public static readonly string[] Ids = ["kenburns", "grade", "vignette", "fade", "blur", "grain", "pixelate"];

    public static Effect Working(string id, EffectContext context) => id switch
    {
        "kenburns" => new KenBurnsEffect(new KenBurnsParameters { ZoomFrom = 1.1, ZoomTo = 1.7, Focus = FocusPoint.At(0.2, 0.7), Easing = Easing.EaseInOut }, context),
        "grade" => new GradeEffect(new GradeParameters { Brightness = 0.07, Contrast = 1.3, Saturation = 0.6 }, context),
        "vignette" => new VignetteEffect(new VignetteParameters { Strength = 0.8, Radius = 0.9 }, context),
        "fade" => new FadeEffect(new FadeParameters { In = 0.5, Out = 0.7, Color = new RgbColor(200, 30, 90) }, context),
        "blur" => new BlurEffect(new BlurParameters { Radius = 7.3 }, context),
        "grain" => new GrainEffect(new GrainParameters { Strength = 0.4, Seed = 3 }, context),
        "pixelate" => new PixelateEffect(new PixelateParameters { Size = 9 }, context),
        _ => throw new ArgumentOutOfRangeException(nameof(id)),
    };

    public static Effect Neutral(string id, EffectContext context) => id switch
    {
        "kenburns" => new KenBurnsEffect(new KenBurnsParameters(), context),
        "grade" => new GradeEffect(new GradeParameters(), context),
        "vignette" => new VignetteEffect(new VignetteParameters { Strength = 0 }, context),
        "fade" => new FadeEffect(new FadeParameters(), context),
        "blur" => new BlurEffect(new BlurParameters { Radius = 0 }, context),
        "grain" => new GrainEffect(new GrainParameters { Strength = 0 }, context),
        "pixelate" => new PixelateEffect(new PixelateParameters { Size = 1 }, context),
        _ => throw new ArgumentOutOfRangeException(nameof(id)),
    };
}
