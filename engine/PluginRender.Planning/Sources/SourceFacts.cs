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
        ArgumentNullException.ThrowIfNull(probe);
        var facts = new Dictionary<string, PictureInfo>(StringComparer.Ordinal);
        var failed = new HashSet<string>(StringComparer.Ordinal);
        var problems = new List<Diagnostic>();
        foreach (ProjectSegment segment in project.Segments)
        {
            if (segment.Source is not ProjectSource.Image image || facts.ContainsKey(image.AbsolutePath) || failed.Contains(image.AbsolutePath)) continue;
            try
            {
                facts.Add(image.AbsolutePath, probe.Probe(image.AbsolutePath));
            }
            catch (SourceException e)
            {
                failed.Add(image.AbsolutePath);
                problems.Add(new Diagnostic(project.File, image.Position, $"segment \"{segment.Id}\": \"{image.RelativePath}\": {e.Problem}", e.Remedy));
            }
        }

        return problems.Count == 0 ? facts : throw new InvalidInputException(problems);
    }
}
