using System.Collections.Immutable;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Planning;

/// <summary>Looks whether the pictures of a plan are where it says, and are those that it was made for.</summary>
internal sealed class PlannedPictures(string folder, bool allowOutside)
{
    private readonly List<string> misplaced = [];
    private readonly Dictionary<string, PictureInfo> pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceException> refused = new(StringComparer.Ordinal);

    /// <summary>Pictures that are not where they were planned to be, or not those, in the plan's order.</summary>
    public IReadOnlyList<string> Misplaced => misplaced;

    /// <summary>What the others are.</summary>
    public ProbedPictures Probed => new(pictures, refused);

    /// <summary>All that is wrong with pictures, those that cannot be used included, which are given by absolute path.</summary>
    public IReadOnlyList<string> ProblemsWith(ImmutableArray<ProjectSegment> segments, IReadOnlyDictionary<string, (string Problem, string Remedy)> unusable) =>
    [
        .. misplaced,
        .. segments.Where(s => s.Source is ProjectSource.Image image && unusable.ContainsKey(image.AbsolutePath))
            .GroupBy(s => ((ProjectSource.Image)s.Source).AbsolutePath, StringComparer.Ordinal)
            .Select(s => (Subject: SubjectOf(SegmentNames.Of([.. s.Select(g => g.Id)]), ((ProjectSource.Image)s.First().Source).RelativePath), Fault: unusable[s.Key]))
            .Select(s => $"{s.Subject}: {s.Fault.Problem}; {s.Fault.Remedy}"),
    ];

    /// <summary>The plan's segments with their sources as files.</summary>
    public ImmutableArray<ProjectSegment> Check(RenderPlan plan) =>
    [
        .. plan.Segments.Select(s => new ProjectSegment(
            s.Id, SourceOf(s), (decimal)plan.Rate.ToSeconds(s.FrameCount), null, [], new TextPosition(1, 1))),
    ];

    private ProjectSource SourceOf(PlannedSegment segment) => segment.Source switch
    {
        PlannedSource.Picture picture => Find(segment.Id, picture),
        PlannedSource.Color color => new ProjectSource.Color(color.Value, new TextPosition(1, 1)),
        _ => throw new ArgumentOutOfRangeException(nameof(segment), segment.Source, "unknown kind of source"),
    };

    private ProjectSource.Image Find(string id, PlannedSource.Picture picture)
    {
        string full = Path.GetFullPath(Path.Combine(folder, picture.Path));
        string? real = RealPath.Of(full);
        string subject = SubjectOf(SegmentNames.Of([id]), picture.Path);
        if (real is null || !File.Exists(real)) misplaced.Add($"{subject} is not in {folder}; give --project=FILE the project that was planned, or put the picture there");
        else if (!allowOutside && !RealPath.IsBelow(folder, real)) misplaced.Add($"{subject} lies outside the project's folder; move it below, or give --allow-outside");
        else Compare(subject, picture.Info, real);
        return new ProjectSource.Image(picture.Path, real ?? full, new TextPosition(1, 1));
    }

    private static string SubjectOf(string segment, string picture) => $"{segment}: the picture {ShownText.Short(picture, 200)}";

    private void Compare(string subject, PictureInfo planned, string real)
    {
        if (refused.ContainsKey(real)) return;
        try
        {
            if (!pictures.TryGetValue(real, out PictureInfo? found)) pictures[real] = found = new PictureProbe().Probe(real);
            if (found != planned)
                misplaced.Add($"{subject} is another than was planned (SHA-256 {planned.Sha256[..8]} -> {found.Sha256[..8]}); bring it back, or plan the project again");
        }
        catch (SourceException e)
        {
            refused[real] = e;
        }
    }
}
