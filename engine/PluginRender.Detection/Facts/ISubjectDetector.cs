using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Detection;

/// <summary>A picture as detectors get it.</summary>
/// <param name="Image">Scaled so that no side exceeds <see cref="ISubjectDetector.PictureSide"/>.</param>
/// <param name="Text">The segment's text; null without one.</param>
public sealed record PictureInHand(RgbImage Image, string? Text);

/// <summary>What is kept of a picture.</summary>
/// <param name="Facts">Numbers rounded, the mask's reference included.</param>
/// <param name="Mask">The mask itself; null without one.</param>
public sealed record FoundFacts(PictureFacts Facts, SoftMask? Mask)
{
    /// <summary>Facts to keep.</summary>
    public static FoundFacts Of(DetectedSubjects found, ImmutableArray<PictureTag> tags = default, double? textScore = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new FoundFacts(new PictureFacts(found.Subjects, tags.IsDefault ? [] : tags, textScore, found.Mask?.Reference).Rounded(), found.Mask);
    }
}

/// <summary>Looks at pictures. One in a process; called by one thread at a time.</summary>
public interface ISubjectDetector : IDisposable
{
    /// <summary>How many pictures it takes at once, at most.</summary>
    int BatchSize { get; }

    /// <summary>The largest side of a picture that it makes use of.</summary>
    int PictureSide { get; }

    /// <summary>The facts of each picture, in order.</summary>
    /// <param name="pictures">1 to <see cref="BatchSize"/>.</param>
    /// <exception cref="ModelException">A model turns out to be another than was expected.</exception>
    IReadOnlyList<FoundFacts> Detect(IReadOnlyList<PictureInHand> pictures);
}
