using PluginRender.Projects;

namespace PluginRender.Planning;

/// <summary>Gathers what a plan has to know of a project's sources.</summary>
public static class SourceFacts
{
    /// <summary>Probes every picture once and reports all that cannot be used together.</summary>
    /// <returns>What each picture is, by absolute path.</returns>
    /// <exception cref="InvalidInputException">Some cannot be used; each is reported where the project names it.</exception>
    public static IReadOnlyDictionary<string, PictureInfo> Gather(RenderProject project, ISourceProbe probe)
    {
        ArgumentNullException.ThrowIfNull(project);
        ProbedPictures probed = Probe(project, probe);
        return probed.Refused.Count == 0
            ? probed.Pictures
            : throw new InvalidInputException(Diagnose(project, probed.Refused.ToDictionary(r => r.Key, r => (r.Value.Problem, r.Value.Remedy), StringComparer.Ordinal)));
    }

    /// <summary>Probes every picture once.</summary>
    public static ProbedPictures Probe(RenderProject project, ISourceProbe probe)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(probe);
        var facts = new Dictionary<string, PictureInfo>(StringComparer.Ordinal);
        var refused = new Dictionary<string, SourceException>(StringComparer.Ordinal);
        foreach (ProjectSegment segment in project.Segments)
        {
            if (segment.Source is not ProjectSource.Image image || facts.ContainsKey(image.AbsolutePath) || refused.ContainsKey(image.AbsolutePath)) continue;
            try
            {
                facts.Add(image.AbsolutePath, probe.Probe(image.AbsolutePath));
            }
            catch (SourceException e)
            {
                refused.Add(image.AbsolutePath, e);
            }
        }

        return new ProbedPictures(facts, refused);
    }

    /// <summary>What is wrong with pictures, in file order: each where the project names it first, with the number of segments that have it too.</summary>
    /// <param name="project">The project.</param>
    /// <param name="refused">What is wrong with pictures and what to do, by absolute path.</param>
    public static IReadOnlyList<Diagnostic> Diagnose(RenderProject project, IReadOnlyDictionary<string, (string Problem, string Remedy)> refused)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(refused);
        return
        [
            .. project.Segments.Where(s => s.Source is ProjectSource.Image image && refused.ContainsKey(image.AbsolutePath))
                .GroupBy(s => ((ProjectSource.Image)s.Source).AbsolutePath, StringComparer.Ordinal)
                .Select(showing => Diagnose(project.File, [.. showing], refused[showing.Key])),
        ];
    }

    private static Diagnostic Diagnose(string file, ProjectSegment[] showing, (string Problem, string Remedy) refused)
    {
        var image = (ProjectSource.Image)showing[0].Source;
        return new Diagnostic(file, image.Position, $"{SegmentNames.Of([.. showing.Select(s => s.Id)])}: \"{image.RelativePath}\": {refused.Problem}", refused.Remedy);
    }
}

/// <summary>What a look at a project's pictures found, by absolute path.</summary>
/// <param name="Pictures">Those that may be decoded.</param>
/// <param name="Refused">Those that cannot be used.</param>
public sealed record ProbedPictures(IReadOnlyDictionary<string, PictureInfo> Pictures, IReadOnlyDictionary<string, SourceException> Refused);
