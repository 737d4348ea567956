using System.Collections.Immutable;
using PluginRender.Sdk;

namespace PluginRender.Projects.Tests;

/// <summary>Descriptors as literals: reading needs no plugin.</summary>
internal static class KnownEffects
{
    public static IReadOnlyList<EffectDescriptor> All { get; } =
    [
        Effect("kenburns", PixelAccess.Source,
            Number("zoomFrom", 1.0, 1, 8), Number("zoomTo", 1.25, 1, 8),
            Other("focus", ParameterKind.Focus, new ParameterValue.Focus(FocusPoint.Center)),
            Other("easing", ParameterKind.Choice, new ParameterValue.Choice("linear"), "linear", "easeInOut")),
        Effect("grade", PixelAccess.Point, Number("brightness", 0, -1, 1), Number("contrast", 1, 0, 4), Number("saturation", 1, 0, 4)),
        Effect("vignette", PixelAccess.Point, Number("strength", 0.5, 0, 1), Number("radius", 1, 0.1, 2)),
        Effect("fade", PixelAccess.Point,
            Number("in", 0, 0, double.PositiveInfinity), Number("out", 0, 0, double.PositiveInfinity),
            Other("color", ParameterKind.Color, new ParameterValue.Color(default))),
        Effect("stamp", PixelAccess.Point,
            Other("size", ParameterKind.Integer, null), Other("label", ParameterKind.Text, new ParameterValue.Text("")),
            Other("mirrored", ParameterKind.Boolean, new ParameterValue.Boolean(false))),
        Effect("look", PixelAccess.Source, Other("at", ParameterKind.Place, new ParameterValue.Place(PicturePlace.Whole))),
        Effect("style", PixelAccess.Frame, Other("model", ParameterKind.File, null)),
    ];

    private static EffectDescriptor Effect(string id, PixelAccess access, params ImmutableArray<ParameterDescriptor> parameters)
        => new(id, "1.0.0", id, access, Concurrency.Reentrant, Determinism.BitExact, parameters, "Effects.Test", "00");

    private static ParameterDescriptor Number(string name, double standard, double minimum, double maximum)
        => new(name, ParameterKind.Number, name, new ParameterValue.Number(standard), minimum, maximum, "", []);

    private static ParameterDescriptor Other(string name, ParameterKind kind, ParameterValue? standard, params ImmutableArray<string> choices)
        => new(name, kind, name, standard, double.NegativeInfinity, double.PositiveInfinity, "", choices);
}
