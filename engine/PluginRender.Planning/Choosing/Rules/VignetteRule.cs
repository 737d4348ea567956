using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Darker corners lead the eye to a subject that is small and near the middle of the frame; elsewhere they would cover it.</summary>
internal sealed class VignetteRule : IEffectRule
{
    private const double MostArea = 0.25;
    private const double MostDistance = 0.2;

    public EffectChoice? Choose(Neighborhood view)
    {
        if (view.Scene is not { Subject: { } subject, Window: { } window }) return null;
        PicturePoint center = window.Inside(subject.Center);
        double distance = Math.Max(Math.Abs(center.X - 0.5), Math.Abs(center.Y - 0.5));
        double area = window.Inside(subject.Box).Area;
        return distance > MostDistance || area > MostArea || !window.Shows(subject.Center)
            ? null
            : new EffectChoice(
                "vignette", [new NamedValue("strength", new ParameterValue.Number(0.25))],
                FormattableString.Invariant($"leads the eye to the subject: it takes {100 * area:0}% of the frame, near its middle"));
    }
}
