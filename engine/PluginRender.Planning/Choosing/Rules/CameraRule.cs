using System.Collections.Immutable;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>
/// A slow zoom at what the picture shows: in and out in turn, as far as the duration, the subject's size, the picture's
/// resolution and its aspect allow; the nearest of these limits is the one that the reason names.
/// </summary>
internal sealed class CameraRule(int seed) : IEffectRule
{
    /// <summary>A shorter segment ends before a move is seen.</summary>
    private const double LeastSeconds = 0.8;

    private const double EaseFromSeconds = 2.5;

    public EffectChoice? Choose(Neighborhood view)
    {
        SegmentScene scene = view.Scene;
        if (scene.Window is null || scene.Seconds < LeastSeconds) return null;
        (double zoom, string limit) = ZoomOf(scene);
        bool isIn = view.LastMove is { } last ? !last.Move.IsIn : seed % 2 == 0;
        FocusPoint focus = scene.Subject is null ? FocusPoint.Center : FocusPoint.Subject;
        return new EffectChoice(CameraMove.Effect, Parameters(isIn, zoom, focus, scene.Seconds), $"zoom {(isIn ? "in" : "out")} {Target(scene)}: {Turn(view)}; {limit}");
    }

    private static ImmutableArray<NamedValue> Parameters(bool isIn, double zoom, FocusPoint focus, double seconds) =>
    [
        new("zoomFrom", new ParameterValue.Number(isIn ? 1 : zoom)),
        new("zoomTo", new ParameterValue.Number(isIn ? zoom : 1)),
        new("focus", new ParameterValue.Focus(focus)),
        new("easing", new ParameterValue.Choice(seconds < EaseFromSeconds ? "linear" : "easeInOut")),
    ];

    /// <summary>The zoom and what limits it.</summary>
    private (double Zoom, string Limit) ZoomOf(SegmentScene scene)
    {
        // Hundredths, so that the plan reads well.
        double varied = MovePace.ZoomFor(scene.Seconds) + (SeededChoice.Between(seed, scene.Segment.Id, 2) / 100.0);
        (double Zoom, string Limit)[] limits =
        [
            (varied, MovePace.ReasonFor(scene.Seconds)),
            ZoomLimits.OfSubject(scene),
            ZoomLimits.OfResolution(scene),
            ZoomLimits.OfAspect(scene),
        ];
        (double zoom, string limit) = limits.MinBy(l => l.Zoom);
        // Rounded down: a limit is kept.
        return (Math.Max(ZoomLimits.LeastZoom, Math.Floor((zoom * 100) + 1e-9) / 100), limit);
    }

    private static string Target(SegmentScene scene)
    {
        if (scene.Subject is not { } subject) return "at the middle, since nothing stands out";
        string many = scene.Facts!.Subjects.Length > 1 ? FormattableString.Invariant($"the best of {scene.Facts.Subjects.Length} subjects") : "the subject";
        string outside = scene.Window!.Shows(subject.Center) ? "" : ", which the frame's aspect cuts off";
        return FormattableString.Invariant($"at {many} ({ShownText.Short(subject.Label, 40)} {subject.Score:0.00}){outside}");
    }

    private static string Turn(Neighborhood view) => view.LastMove is { } last
        ? $"\"{last.Segment}\" before it zooms {(last.Move.IsIn ? "in" : "out")}"
        : "the first move";
}
