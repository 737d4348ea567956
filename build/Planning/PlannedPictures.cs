using System.Collections.Immutable;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Build.Planning;

/// <summary>Looks whether the pictures of a plan are where it says, and are those that it was made for.</summary>
internal sealed class PlannedPictures(string folder, bool allowOutside)
{
    private readonly List<string> problems = [];
    private readonly Dictionary<string, PictureInfo?> probed = new(StringComparer.Ordinal);

    /// <summary>What is wrong, in the plan's order.</summary>
    public IReadOnlyList<string> Problems => problems;

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
        string subject = $"segment \"{ShownText.Short(id)}\": the picture {ShownText.Short(picture.Path, 200)}";
        if (real is null || !File.Exists(real)) problems.Add($"{subject} is not in {folder}; give --project=FILE the project that was planned, or put the picture there");
        else if (!allowOutside && !RealPath.IsBelow(folder, real)) problems.Add($"{subject} lies outside the project's folder; move it below, or give --allow-outside");
        else Compare(subject, picture.Info, real);
        return new ProjectSource.Image(picture.Path, real ?? full, new TextPosition(1, 1));
    }

    private void Compare(string subject, PictureInfo planned, string real)
    {
        try
        {
            if (!probed.TryGetValue(real, out PictureInfo? found)) probed[real] = found = new PictureProbe().Probe(real);
            if (found != planned && found is not null)
                problems.Add($"{subject} is another than was planned (SHA-256 {planned.Sha256[..8]} -> {found.Sha256[..8]}); bring it back, or plan the project again");
        }
        catch (SourceException e)
        {
            probed[real] = null;
            problems.Add($"{subject}: {e.Problem}; {e.Remedy}");
        }
    }
}
