using System.Diagnostics;
using PluginRender.Build.Rendering;
using PluginRender.Detection;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Detection;

/// <summary>
/// The step between reading a project and planning it: finds the subjects of the pictures that somebody asks about. What
/// the cache holds is taken from there; the rest is looked at by one process, which has ended when this returns.
/// </summary>
internal sealed class SubjectDetection(RenderSession session, CancellationToken cancellation)
{
    private readonly FactsStore store = new(session.Arguments.CacheFolder);

    /// <summary>What is known of the pictures of segments, by segment id.</summary>
    /// <param name="project">The project.</param>
    /// <param name="pictures">What each picture is, by absolute path.</param>
    /// <param name="wanted">Which segments ask; those without a picture never do.</param>
    /// <exception cref="TaskFailedException">Detection failed.</exception>
    public IReadOnlyDictionary<string, PictureFacts> Find(
        RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, Func<ProjectSegment, bool> wanted)
    {
        ProjectSegment[] asking = [.. project.Segments.Where(s => s.Source is ProjectSource.Image && wanted(s))];
        if (asking.Length == 0) return new Dictionary<string, PictureFacts>();
        try
        {
            return Find(project, pictures, asking);
        }
        catch (Exception e) when (e is ModelException or TaskFailedException)
        {
            if (e is TaskFailedException) session.Pictures.Examine();
            throw ModelPlaces.Of(project).Place(e);
        }
    }

    private Dictionary<string, PictureFacts> Find(RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, ProjectSegment[] asking)
    {
        long start = Stopwatch.GetTimestamp();
        DetectionSettings settings = DetectorChoice.Make(project, session.Arguments.DetectorModel);
        Dictionary<string, DetectionJob> jobs = asking.ToDictionary(s => s.Id, s => Job(s, pictures, settings), StringComparer.Ordinal);
        Dictionary<string, PictureFacts?> known = jobs.Values.DistinctBy(j => j.Key)
            .ToDictionary(j => j.Key, j => session.Arguments.Fresh ? null : store.Find(j.Key), StringComparer.Ordinal);
        DetectionJob[] missing = [.. jobs.Values.DistinctBy(j => j.Key).Where(j => known[j.Key] is null)];
        if (missing.Length > 0)
        {
            Look(settings, missing, known.Count - missing.Length);
            foreach (DetectionJob job in missing)
            {
                known[job.Key] = store.Find(job.Key)
                    ?? throw new TaskFailedException(ExitCode.InputOutput, $"the facts of {job.Path} were found, but are not in {session.Arguments.CacheFolder}; check the disk.");
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        session.Write("detect", $"FINISHED in {Counted.Seconds(seconds)}: {Counted.Of(known.Count, "picture")}, {known.Count - missing.Length} from the cache");
        return asking.ToDictionary(s => s.Id, s => WithSamples(s, known[jobs[s.Id].Key]!), StringComparer.Ordinal);
    }

    /// <summary>Where an effect may use the mask, its samples go into the plan, which is then rendered without this cache.</summary>
    private PictureFacts WithSamples(ProjectSegment segment, PictureFacts facts)
    {
        if (!segment.MayUseMask() || facts.Mask is not { } mask) return facts;
        byte[] samples = store.FindMask(mask)
            ?? throw new TaskFailedException(ExitCode.InputOutput, $"the mask {store.PathOf(mask)} of segment \"{ShownText.Short(segment.Id)}\" was there a moment ago; check the disk.");
        return facts with { MaskSamples = MaskSamples.Of(samples) };
    }

    private static DetectionJob Job(ProjectSegment segment, IReadOnlyDictionary<string, PictureInfo> pictures, DetectionSettings settings)
    {
        string path = ((ProjectSource.Image)segment.Source).AbsolutePath;
        return new DetectionJob(path, segment.Text, settings.KeyFor(pictures[path].Sha256, segment.Text));
    }

    private void Look(DetectionSettings settings, DetectionJob[] jobs, int known)
    {
        string how = settings.Model is null ? "saliency" : Path.GetFileName(settings.Model.Path);
        if (settings.Clip is not null) how += " and " + Path.GetFileName(settings.Clip.Image.Path);
        session.Write("detect", $"{Counted.Of(jobs.Length, "picture")} by {how}, {known} known");
        new DetectionProcess(session.DetectionProgram(settings.UsesModels), session.Arguments.CacheFolder, session, cancellation)
            .Run(new DetectionRequest(settings, [.. jobs]));
    }
}
