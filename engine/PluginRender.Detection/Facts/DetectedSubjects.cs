using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Detection;

/// <summary>What a detector found in a picture.</summary>
/// <param name="Subjects">Best first.</param>
/// <param name="Mask">Where they are; null for a detector that only has boxes.</param>
public sealed record DetectedSubjects(ImmutableArray<Subject> Subjects, SoftMask? Mask)
{
    /// <summary>Nothing.</summary>
    public static DetectedSubjects None { get; } = new([], null);
}
