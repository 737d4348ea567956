using System.Collections.Immutable;
using PluginRender.Build.Rendering;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Planning;

/// <summary>
/// The plan that <c>--plan</c> names, instead of one made from the project. The project file is not read: it says where the
/// pictures are, which must be those that were planned.
/// </summary>
internal sealed class GivenPlanFile(RenderSession session, string file)
{
    /// <summary>A hundred times what a thousand segments need.</summary>
    private const long MaximumBytes = 256L << 20;

    /// <summary>The plan, and the project that it stands for.</summary>
    /// <exception cref="PlanException">It is no plan, or cannot be rendered here.</exception>
    /// <exception cref="TaskFailedException">It is not there, or its pictures are not those that were planned.</exception>
    /// <param name="decodesPictures">Whether pictures are decoded that no run has decoded before.</param>
    public (RenderPlan Plan, RenderProject Project) Read(bool decodesPictures)
    {
        GivenPlan given = GivenPlan.Read(Text(), session.Catalog.Effects, session.Libraries.Versions, HostAssemblies.OfThisProcess);
        string projectFile = session.Arguments.ProjectFile;
        string folder = Path.GetDirectoryName(projectFile)!;
        folder = RealPath.Of(folder) ?? folder;
        var pictures = new PlannedPictures(folder, session.Arguments.AllowOutside);
        ImmutableArray<ProjectSegment> segments = pictures.Check(given.Plan);
        session.Pictures.Check(
            segments, pictures.Probed, decodesPictures || pictures.Misplaced.Count > 0, refused => throw Refused(pictures.ProblemsWith(segments, refused)));
        if (pictures.Misplaced.Count > 0) throw Refused(pictures.Misplaced);

        var files = new ProjectFiles(folder, session.Arguments.AllowOutside);
        foreach (PlannedEffect effect in given.Plan.Segments.SelectMany(s => s.Effects)) files.Located(effect.Parameters);
        foreach (string difference in given.Differences)
            session.Write("plan", $"WARNING {file} was made with something else, so bytes may differ: {difference}");
        var output = new OutputSettings(given.Plan.Width, given.Plan.Height, given.Plan.Rate, given.Profile, given.Crf);
        return (given.Plan, new RenderProject(projectFile, folder, Path.GetFileNameWithoutExtension(projectFile), output, segments));
    }

    private TaskFailedException Refused(IReadOnlyList<string> problems) => TaskFailedException.BadInput(file, [.. problems.Select(problem => $"{file}: {problem}")]);

    private byte[] Text()
    {
        var info = new FileInfo(file);
        if (!info.Exists) throw new TaskFailedException(ExitCode.BadInput, $"{file}: there is no such file; give --plan=FILE the path of a plan, which --target=Plan writes");
        // A pipe or a device also says that it has no bytes; reading one might never end.
        if (info.Length == 0) throw new TaskFailedException(ExitCode.BadInput, $"{file}: the file is empty; give --plan=FILE a plan, which --target=Plan writes");
        if (info.Length > MaximumBytes) throw new TaskFailedException(ExitCode.BadInput, $"{file}: the file has {info.Length} bytes; a plan has at most {MaximumBytes}");
        return File.ReadAllBytes(file);
    }
}
