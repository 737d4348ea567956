using System.Collections.Immutable;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>Something that is wrong with a picture, which is shown all the same.</summary>
/// <param name="Segments">Ids of the segments that show it, in the video's order.</param>
/// <param name="Picture">The picture, as the project names it.</param>
/// <param name="Text">What is wrong with it.</param>
public sealed record PictureWarning(ImmutableArray<string> Segments, string Picture, string Text);

/// <summary>The warnings about a run's pictures: each told once, however many segments, chunks and workers show the picture.</summary>
/// <param name="log">Told of each when it is heard of first.</param>
public sealed class PictureWarnings(IRenderLog log)
{
    private readonly List<PictureWarning> told = [];

    /// <summary>All so far, in the order in which they were told.</summary>
    public ImmutableArray<PictureWarning> All => [.. told];

    /// <summary>Tells what is wrong with a picture, unless it was told.</summary>
    /// <param name="segments">Those that show it, at least one.</param>
    /// <param name="picture">As the project names it.</param>
    /// <param name="texts">What a decoder noticed.</param>
    public void Tell(ImmutableArray<string> segments, string picture, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach (string text in texts)
        {
            if (told.Exists(w => w.Picture == picture && w.Text == text)) continue;
            told.Add(new PictureWarning(segments, picture, text));
            log.Write("pictures", $"WARNING {SegmentNames.Of(segments)}: \"{ShownText.Line(picture)}\": {ShownText.Line(text)}");
        }
    }

    /// <summary>Tells what was noticed when a chunk of a plan was rendered, now or by an earlier render.</summary>
    internal void Tell(RenderPlan plan, ChunkRecord record)
    {
        foreach (IGrouping<string, PictureNotice> noticed in record.Notices.GroupBy(n => n.Sha256))
        {
            IEnumerable<IGrouping<string, PlannedSegment>> showing = plan.Segments
                .Where(s => s.Source is PlannedSource.Picture picture && picture.Info.Sha256 == noticed.Key)
                .GroupBy(s => ((PlannedSource.Picture)s.Source).Path);
            foreach (IGrouping<string, PlannedSegment> picture in showing) Tell([.. picture.Select(s => s.Id)], picture.Key, noticed.Select(n => n.Text));
        }
    }
}
