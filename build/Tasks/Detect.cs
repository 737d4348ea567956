using Cake.Frosting;
using PluginRender.Build.Detection;
using PluginRender.Build.Logging;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Tasks;

/// <summary>Finds the subjects of every picture of a project, asked for or not; prints and writes them.</summary>
[TaskName(nameof(Detect)), TaskDescription("Finds the subjects of the project's pictures and writes them; renders nothing.")]
public sealed class Detect : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = new RenderSession(context);
        new OutputPlace(session.Arguments.OutputFile).Examine(session.Arguments.ProjectFile, null, session.FactsFile);
        session.TellCache();
        RenderProject project = session.ReadProject(out IReadOnlyDictionary<string, PictureInfo> pictures);
        IReadOnlyDictionary<string, PictureFacts> facts = new SubjectDetection(session, context.Interrupted).Find(project, pictures, _ => true);
        foreach (ProjectSegment segment in project.Segments.Where(s => facts.ContainsKey(s.Id)))
        {
            foreach (string line in FactsListing.Lines(segment, facts[segment.Id])) session.Write("detect", line);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(session.FactsFile)!);
        DurableFile.Write(session.FactsFile, FactsListing.Json(project, facts), session.Folders);
        session.Tell(new FileWritten("detect", $"{Counted.Of(facts.Count, "segment")} with pictures", session.FactsFile));
    }
}
