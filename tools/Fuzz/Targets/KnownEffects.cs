using PluginRender.Sdk;

namespace PluginRender.Fuzz.Targets;

/// <summary>Effects with a parameter of every kind.</summary>
internal static class KnownEffects
{
    public static IReadOnlyList<EffectDescriptor> All { get; } =
    [
        Effect("kenburns", PixelAccess.Source,
            Parameter("zoomFrom", ParameterKind.Number, new ParameterValue.Number(1), 1, 8),
            Parameter("from", ParameterKind.Place, new ParameterValue.Place(PicturePlace.Whole)),
            Parameter("focus", ParameterKind.Focus, new ParameterValue.Focus(FocusPoint.Center)),
            Parameter("easing", ParameterKind.Choice, new ParameterValue.Choice("linear"), choices: ["linear", "easeInOut"])),
        Effect("pixelate", PixelAccess.Frame, Parameter("size", ParameterKind.Integer, null, 1, 512)),
        Effect("fade", PixelAccess.Point,
            Parameter("color", ParameterKind.Color, new ParameterValue.Color(default)),
            Parameter("in", ParameterKind.Number, new ParameterValue.Number(0), 0),
            Parameter("hard", ParameterKind.Boolean, new ParameterValue.Boolean(false)),
            Parameter("note", ParameterKind.Text, new ParameterValue.Text(""))),
    ];

    private static EffectDescriptor Effect(string id, PixelAccess access, params ParameterDescriptor[] parameters)
        => new(id, "1.0.0", "", access, Concurrency.PerInstance, Determinism.BitExact, [.. parameters], "Effects.Known", new string('0', 64));

    private static ParameterDescriptor Parameter(
        string name, ParameterKind kind, ParameterValue? value, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity, string[]? choices = null)
        => new(name, kind, "", value, minimum, maximum, "", [.. choices ?? []]);
}
