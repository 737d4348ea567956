using System.Collections.Immutable;
using System.Globalization;
using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>A segment with all that a planner may look at.</summary>
/// <param name="Segment">What the project says.</param>
/// <param name="Picture">What its picture is; null for a color.</param>
/// <param name="Facts">What detection found in it; null where nobody looked.</param>
/// <param name="FrameWidth">The video's width.</param>
/// <param name="FrameHeight">The video's height.</param>
internal sealed record SegmentScene(ProjectSegment Segment, PictureInfo? Picture, PictureFacts? Facts, int FrameWidth, int FrameHeight)
{
    /// <summary>Tags less sure than this say nothing.</summary>
    private const double LeastTagScore = 0.2;

    /// <summary>Seconds.</summary>
    public double Seconds => (double)Segment.Duration;

    /// <summary>The best subject; null where there is none.</summary>
    public Subject? Subject => Picture is null ? null : Facts?.Best;

    /// <summary>The picture's part that the frame shows without a zoom; null for a color.</summary>
    public PictureWindow? Window => Picture is null ? null : PictureWindow.Of(Picture, FrameWidth, FrameHeight);

    /// <summary>The tags that are sure enough, in lower case, most probable first.</summary>
    public ImmutableArray<string> Tags
        => Facts is null ? [] : [.. Facts.Tags.Where(t => t.Score >= LeastTagScore).Select(t => t.Name.ToLower(CultureInfo.InvariantCulture))];

    /// <summary>The words of the text that mean something.</summary>
    public ImmutableArray<string> Words => SignificantWords.Of(Segment.Text);
}
