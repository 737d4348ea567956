using System.Globalization;
using PluginRender.Build.Arguments;
using PluginRender.Build.Detection;
using PluginRender.Build.Doctor;
using PluginRender.Build.Logging;
using PluginRender.Build.Pictures;
using PluginRender.Build.Planning;
using PluginRender.Build.Plugins;
using PluginRender.Build.Running;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>The engine put together for one run: what every target that reads a project begins with.</summary>
internal sealed class RenderSession : IRenderLog
{
    private readonly BuildContext context;

    public RenderSession(BuildContext context)
    {
        this.context = context;
        Arguments = context.CommandLine.Render;
        Libraries = FFmpegLibraries.Load();
        NeuralEffects.BuildWhereNamed(context);
        Catalog = EffectCatalog.Discover(Arguments.PluginFolders);
        foreach (string problem in Catalog.Problems) Write("plugins", $"WARNING {problem}");
        Pictures = new PictureChecking(this, context.Paths.Worker, context.Interrupted);
    }

    public RenderArguments Arguments { get; }

    public FFmpegLibraries Libraries { get; }

    public EffectCatalog Catalog { get; }

    /// <summary>Where the video itself is written: to what a symbolic link leads to. The other files stand beside the name that was given.</summary>
    public string VideoFile => OutputPlace.TargetOf(Arguments.OutputFile);

    public string PlanFile => Path.ChangeExtension(Arguments.OutputFile, ".plan.json");

    /// <summary>What <c>Detect</c> writes.</summary>
    public string FactsFile => Path.ChangeExtension(Arguments.OutputFile, ".facts.json");

    /// <summary>The report for a person.</summary>
    public string ReportPage => Path.ChangeExtension(Arguments.OutputFile, ".report.html");

    public string ReportFile => Path.ChangeExtension(Arguments.OutputFile, ".report.json");

    /// <summary>Makes names durable.</summary>
    public IFolderFlush Folders { get; } = new FolderFlush();

    public ChunkStore Store => new(Arguments.CacheFolder, Folders);

    /// <summary>Which pictures of this run can be decoded, as far as that is known.</summary>
    public PictureChecking Pictures { get; }

    /// <summary>How this run ends, as far as that is known.</summary>
    public RunOutcome Outcome => context.Outcome;

    /// <summary>Says where the cache is, and why there where that may surprise.</summary>
    public void TellCache()
    {
        if (Arguments.CacheWarning is { } warning) Write("cache", $"WARNING {warning}");
        Write("cache", Arguments.CacheFolder);
    }

    /// <summary>A render writes its chunks to the cache.</summary>
    /// <exception cref="TaskFailedException">It is not there and cannot be made.</exception>
    public void CheckCache()
    {
        // One that may only be read is of use while all is in it.
        if (!Directory.Exists(Arguments.CacheFolder) && FolderProbe.WhyNotWritable(Arguments.CacheFolder) is { } why)
            throw new TaskFailedException(ExitCode.InputOutput, $"the cache {why}; give another --cache=DIR, or set XDG_CACHE_HOME");
    }

    /// <summary>How worker processes are started.</summary>
    public WorkerLaunch Launch(RenderProject project, int workers) => new(
        Environment.ProcessPath!, context.Paths.Worker, project.Folder, Arguments.CacheFolder, [.. Arguments.PluginFolders],
        PictureStore.DefaultBudgetBytes / workers, Arguments.AllowOutside);

    /// <summary>Where the effects' faults of this render can be seen again.</summary>
    public FaultReproductions Reproductions(RenderProject project) => new(
        FaultReproductions.FolderOf(Arguments.OutputFile),
        new ReproductionSources(
            project.Folder, project.Output.Profile, project.Output.Crf, Environment.ProcessPath!, context.Paths.Worker, Arguments.PluginFolders,
            TimeSpan.FromSeconds((double)Arguments.ChunkTimeoutSeconds), MemoryBudget()));

    /// <summary>The program that looks at pictures; the one for models is built when it is asked for.</summary>
    public string DetectionProgram(bool forModels) => forModels ? DetectorProgram.Built(context) : context.Paths.Worker;

    /// <summary>Reads and checks the project and its sources.</summary>
    /// <param name="pictures">What each picture is, by absolute path.</param>
    /// <param name="decodesPictures">Whether pictures are decoded that no run has decoded before.</param>
    /// <exception cref="TaskFailedException">Something is wrong with it; it has every problem.</exception>
    public RenderProject ReadProject(out IReadOnlyDictionary<string, PictureInfo> pictures, bool decodesPictures = true)
    {
        string shown = Path.GetRelativePath(Environment.CurrentDirectory, Arguments.ProjectFile);
        string file = shown.StartsWith("..", StringComparison.Ordinal) ? Arguments.ProjectFile : shown;
        try
        {
            RenderProject project = new ProjectReader(Catalog.Effects, Arguments.AllowOutside).Read(file);
            ProbedPictures probed = SourceFacts.Probe(project, new PictureProbe());
            Pictures.Check(project.Segments, probed, decodesPictures, refused => throw Refused(file, new InvalidInputException(SourceFacts.Diagnose(project, refused))));
            pictures = probed.Pictures;
            return new ProjectFiles(project.Folder, Arguments.AllowOutside).Hashed(project);
        }
        catch (InvalidInputException e)
        {
            throw Refused(file, e);
        }
    }

    private static TaskFailedException Refused(string file, InvalidInputException problems)
        => TaskFailedException.BadInput(file, [.. problems.Diagnostics.Select(d => d.ToString())], problems);

    /// <summary>Reads the project and plans it, or takes the plan that was given.</summary>
    /// <param name="project">What was read.</param>
    /// <param name="findsSubjects">Whether pictures are looked at; without, every subject is in the middle.</param>
    /// <param name="decodesPictures">Whether pictures are decoded that no run has decoded before.</param>
    public RenderPlan MakePlan(out RenderProject project, bool findsSubjects = true, bool decodesPictures = true)
    {
        RenderPlan plan;
        if (Arguments.PlanFile is { } given) (plan, project) = new GivenPlanFile(this, given).Read(decodesPictures);
        else plan = PlanProject(out project, findsSubjects, decodesPictures);
        if (Arguments.Encoder != EncoderChoice.H264Nvenc || plan.Encoder.Codec == "h264_nvenc") return plan;
        return new FrameEncoderFactory().Refusal("h264_nvenc") is not { } reason
            ? RenderPlanner.Sequential(plan, EncoderSettings.Nvenc(project.Output.Profile, project.Output.Crf, Libraries.Versions))
            : throw new TaskFailedException(ExitCode.Missing, $"h264_nvenc does not open on this machine ({reason}); leave out --encoder or give --encoder=libx264");
    }

    private RenderPlan PlanProject(out RenderProject project, bool findsSubjects, bool decodesPictures)
    {
        project = ReadProject(out IReadOnlyDictionary<string, PictureInfo> pictures, decodesPictures);
        IReadOnlyDictionary<string, PictureFacts>? facts = null;
        // Where nobody asks, nothing of detection is even loaded.
        if (project.Segments.Any(s => s.AsksForSubjects())) facts = FindSubjects(project, pictures, findsSubjects);
        try
        {
            var options = new PlanOptions(Arguments.ChunkSeconds, Arguments.ThreadsPerWorker, Libraries.Versions, HostAssemblies.OfThisProcess);
            project = new EffectChoosing(this, () => ChatProgram.Built(context), context.Interrupted).Choose(project, pictures, facts, asksModels: findsSubjects);
            return RenderPlanner.Plan(project, pictures, options, facts);
        }
        catch (InvalidInputException e)
        {
            throw TaskFailedException.BadInput(project.File, [.. e.Diagnostics.Select(d => d.ToString())], e);
        }
    }

    private IReadOnlyDictionary<string, PictureFacts>? FindSubjects(RenderProject project, IReadOnlyDictionary<string, PictureInfo> pictures, bool findsSubjects)
    {
        if (findsSubjects) return new SubjectDetection(this, context.Interrupted).Find(project, pictures, s => s.AsksForSubjects());
        DetectorChoice.CheckFiles(project, Arguments.DetectorModel);
        return null;
    }

    /// <summary>Notes what is rendered, for Explain.</summary>
    public void Note(RenderPlan plan)
    {
        try
        {
            new RenderHistory(Store).Note(Arguments.ProjectFile, plan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A render that finds all its chunks needs no room in the cache; one that does not will say so.
            Write("render", $"WARNING Explain will not know this render: {CacheFailure.Explain(e.Message, Arguments.CacheFolder)}");
        }
    }

    /// <summary>The memory that the render may take, in bytes.</summary>
    public long MemoryBudget()
        => Arguments.MemoryGib is { } gib ? (long)(gib * (1L << 30)) : MemoryLimit.OfThisProcess().DefaultBudgetBytes;

    public void Write(string source, string message) => context.Told.Write(source, message);

    public void Tell(RenderEvent happened) => context.Told.Tell(happened);

    /// <summary>Shows how far a render is until the result is disposed of.</summary>
    public IDisposable Show(WatchedRender render) => context.Told.Show(render);

    public void Write(string source, FormattableString message) => Write(source, message.ToString(CultureInfo.InvariantCulture));
}
