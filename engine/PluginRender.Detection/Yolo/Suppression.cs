namespace PluginRender.Detection.Yolo;

/// <summary>
/// Non-maximum suppression: of boxes of one class that overlap too much only the best stays. A person on a bicycle stays
/// both.
/// </summary>
public static class Suppression
{
    /// <summary>What stays, best first.</summary>
    /// <param name="candidates">Best first.</param>
    /// <param name="overlap">The most intersection over union, 0–1.</param>
    public static IReadOnlyList<YoloCandidate> Apply(IReadOnlyList<YoloCandidate> candidates, double overlap)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var kept = new List<YoloCandidate>();
        foreach (YoloCandidate candidate in candidates)
        {
            if (!kept.Any(k => k.Class == candidate.Class && k.Overlap(candidate) > overlap)) kept.Add(candidate);
        }

        return kept;
    }
}
