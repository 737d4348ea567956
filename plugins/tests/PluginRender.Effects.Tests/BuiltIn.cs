using System.Reflection;
using PluginRender.Effects.Camera.KenBurns;
using PluginRender.Effects.Color.Fade;
using PluginRender.Effects.Color.Grade;
using PluginRender.Effects.Color.Vignette;
using PluginRender.Effects.Stylize.Blur;
using PluginRender.Effects.Stylize.Bokeh;
using PluginRender.Effects.Stylize.Grain;
using PluginRender.Effects.Stylize.Pixelate;

namespace PluginRender.Effects.Tests;

/// <summary>Every built-in effect, with parameters that do something and with those that change nothing.</summary>
internal static class BuiltIn
{
    public static readonly Type[] Types =
    [
        typeof(KenBurnsEffect), typeof(GradeEffect), typeof(VignetteEffect), typeof(FadeEffect), typeof(BlurEffect), typeof(GrainEffect), typeof(PixelateEffect), typeof(BokehEffect),
    ];

    public static readonly string[] Ids = ["kenburns", "grade", "vignette", "fade", "blur", "grain", "pixelate", "bokeh"];

    public static Effect Working(string id, EffectContext context) => id switch
    {
        "kenburns" => new KenBurnsEffect(new KenBurnsParameters { ZoomFrom = 1.1, ZoomTo = 1.7, Focus = FocusPoint.At(0.2, 0.7), Easing = Easing.EaseInOut }, context),
        "grade" => new GradeEffect(new GradeParameters { Brightness = 0.07, Contrast = 1.3, Saturation = 0.6 }, context),
        "vignette" => new VignetteEffect(new VignetteParameters { Strength = 0.8, Radius = 0.9 }, context),
        "fade" => new FadeEffect(new FadeParameters { In = 0.5, Out = 0.7, Color = new RgbColor(200, 30, 90) }, context),
        "blur" => new BlurEffect(new BlurParameters { Radius = 7.3 }, context),
        "grain" => new GrainEffect(new GrainParameters { Strength = 0.4, Seed = 3 }, context),
        "pixelate" => new PixelateEffect(new PixelateParameters { Size = 9 }, context),
        "bokeh" => new BokehEffect(new BokehParameters(), context with { Mask = TestMask.Of(16, 9, (x, y) => x + y - 0.5) }),
        _ => throw new ArgumentOutOfRangeException(nameof(id)),
    };

    /// <summary>The plugin that has an effect, as it was built for renders.</summary>
    public static TestedPlugin Plugin(string id) => TestedPlugin.Load(Path.Combine(
        typeof(BuiltIn).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Plugins").Value!,
        Types[Array.IndexOf(Ids, id)].Assembly.GetName().Name!));

    /// <summary>The same as <see cref="Working"/>, given as a project does.</summary>
    public static TestedEffect Tested(TestedPlugin plugin, string id) => id switch
    {
        "kenburns" => plugin.Effect(id, ("zoomFrom", 1.1), ("zoomTo", 1.7), ("focus", (double[])[0.2, 0.7]), ("easing", "easeInOut")),
        "grade" => plugin.Effect(id, ("brightness", 0.07), ("contrast", 1.3), ("saturation", 0.6)),
        "vignette" => plugin.Effect(id, ("strength", 0.8), ("radius", 0.9)),
        "fade" => plugin.Effect(id, ("in", 0.5), ("out", 0.7), ("color", "#c81e5a")),
        "blur" => plugin.Effect(id, ("radius", 7.3)),
        "grain" => plugin.Effect(id, ("strength", 0.4), ("seed", 3)),
        "bokeh" => plugin.Effect(id, ("radius", 12)),
        _ => plugin.Effect(id, ("size", 9)),
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
        "bokeh" => new BokehEffect(new BokehParameters { Radius = 0 }, context with { Mask = TestMask.Of(16, 9, (x, y) => x + y - 0.5) }),
        _ => throw new ArgumentOutOfRangeException(nameof(id)),
    };
}
