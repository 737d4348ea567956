using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>How the camera moves in a segment, whoever said so.</summary>
/// <param name="From">Magnification at the first frame.</param>
/// <param name="To">Magnification at the last frame.</param>
internal readonly record struct CameraMove(double From, double To)
{
    /// <summary>The effect that moves the camera.</summary>
    public const string Effect = "kenburns";

    /// <summary>Whether it goes nearer.</summary>
    public bool IsIn => To > From;

    /// <summary>The move of a segment's effects; null where nothing moves.</summary>
    public static CameraMove? Of(ImmutableArray<ProjectEffect> effects)
    {
        if (effects.FirstOrDefault(e => e.Descriptor.Id == Effect) is not { } effect) return null;
        double? from = Number(effect, "zoomFrom") / SizeOf(effect, "from");
        double? to = Number(effect, "zoomTo") / SizeOf(effect, "to");
        return from is { } f && to is { } t && f != t ? new CameraMove(f, t) : null;
    }

    /// <summary>How much of the picture a place shows, as far as it says that itself: the window around an area is about as large as its longer side.</summary>
    private static double SizeOf(ProjectEffect effect, string name)
        => effect.Parameters.FirstOrDefault(p => p.Name == name).Value is ParameterValue.Place { Value: { Kind: PlaceKind.Area } area } ? Math.Max(area.Width, area.Height) : 1;

    private static double? Number(ProjectEffect effect, string name)
        => effect.Parameters.Where(p => p.Name == name).Select(p => (p.Value as ParameterValue.Number)?.Value).FirstOrDefault();
}
