using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning;

/// <summary>Fades where the video begins and ends and where the topic changes; everywhere else pictures follow directly.</summary>
internal sealed class FadeRule : IEffectRule
{
    private const double Opening = 0.6;
    private const double Closing = 1;
    private const double Change = 0.4;

    /// <summary>Of the segment, so that it is seen in between.</summary>
    private const double MostPart = 0.25;

    public EffectChoice? Choose(Neighborhood view)
    {
        (double Seconds, string Reason)? start = At(view.Previous, view.Scene, view.Previous, Opening, "the video begins");
        (double Seconds, string Reason)? end = At(view.Scene, view.Next, view.Next, Closing, "the video ends");
        if (start is null && end is null) return null;
        double most = view.Scene.Seconds * MostPart;
        string[] reasons = [.. new[] { Say("in", start), Say("out", end) }.OfType<string>()];
        return new EffectChoice(
            "fade",
            [
                new NamedValue("in", new ParameterValue.Number(Rounded(Math.Min(most, start?.Seconds ?? 0)))),
                new NamedValue("out", new ParameterValue.Number(Rounded(Math.Min(most, end?.Seconds ?? 0)))),
            ],
            string.Join("; ", reasons));
    }

    private static (double Seconds, string Reason)? At(SegmentScene? before, SegmentScene? after, SegmentScene? neighbor, double edge, string edgeReason)
    {
        if (neighbor is null) return (edge, edgeReason);
        return TopicChange.Between(before!, after!) is { } difference ? (Change, $"the topic changes: {difference}") : null;
    }

    private static string? Say(string direction, (double Seconds, string Reason)? fade) => fade is null ? null : $"{direction}, since {fade.Value.Reason}";

    private static double Rounded(double seconds) => Math.Round(seconds, 3);
}
