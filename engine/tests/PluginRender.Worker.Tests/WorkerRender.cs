using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;
using PluginRender.Sdk;

namespace PluginRender.Worker.Tests;

/// <summary>Renders small projects with real worker processes, plugins and encoders.</summary>
internal sealed class WorkerRender(TemporaryFolder folder) : IRenderLog
{
    private static readonly string Artifacts = typeof(WorkerRender).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Artifacts").Value!;
    private static readonly string[] PluginFolders = [Path.Combine(Artifacts, "fixtures"), Path.Combine(Artifacts, "plugins")];
    private static readonly EffectCatalog Catalog = EffectCatalog.Discover(PluginFolders);
    private static readonly string Versions = FFmpegLibraries.Load().Versions;

    private static readonly ImmutableArray<HostAssembly> Host = HostAssembly.InOrder(
        from module in (IEnumerable<Module>)[.. RenderingModules.All, .. MediaModules.All, typeof(PluginEffectFactory).Module]
        select new HostAssembly(module.Assembly.GetName().Name!, module.ModuleVersionId.ToString("D")));

    public static ImmutableArray<EffectDescriptor> Effects => Catalog.Effects;

    public static string WorkerAssembly { get; } = Path.Combine(Artifacts, "bin", "PluginRender.Worker", "release", "PluginRender.Worker.dll");

    public ConcurrentQueue<string> Lines { get; } = new();

    public int Workers { get; init; } = 2;

    public long MemoryBytes { get; init; } = 4L << 30;

    public TimeSpan ChunkTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public bool Skips { get; init; }

    public string Cache { get; init; } = "cache";

    public bool LeavesReproductions { get; init; }

    public string Faults => folder.File("out.faults");

    public ChunkStore Store => new(folder.File(Cache), new FolderFlush());

    public ImmutableArray<FailedAttempt> FailedAttempts { get; private set; } = [];

    public long PeakMemoryBytes { get; private set; }

    public WorkerLaunch Launch => new(Environment.ProcessPath!, WorkerAssembly, folder.Path, folder.File(Cache), [.. PluginFolders], 1 << 20);

    public static ProjectEffect Effect(string id, params NamedValue[] values)
    {
        EffectDescriptor effect = Catalog.Effects.Single(e => e.Id == id);
        return new ProjectEffect(effect, [.. effect.Parameters.Select(p => values.FirstOrDefault(v => v.Name == p.Name) is { Value: not null } given ? given : new NamedValue(p.Name, p.Default!))]);
    }

    public static ProjectEffect Misdeed(string does, int at = 5, string unless = "") => Effect(
        "misbehave", new("does", new ParameterValue.Choice(does)), new("at", new ParameterValue.Integer(at)), new("unless", new ParameterValue.Text(unless)));

    public static ProjectEffect Misframe(string does, int at = 5)
        => Effect("misframe", new("does", new ParameterValue.Choice(does)), new("at", new ParameterValue.Integer(at)));

    /// <summary>Segments s0, s1, … of a second each, one chunk each; grain gives the encoder something to do.</summary>
    public static RenderPlan Plan(params ProjectEffect[][] segments) => Plan(Host, segments);

    public static RenderPlan Plan(ImmutableArray<HostAssembly> host, params ProjectEffect[][] segments)
    {
        var project = new RenderProject("test.json", "/", "test", new OutputSettings(128, 72, new FrameRate(30, 1), OutputProfile.Draft, 23),
            [.. segments.Select((effects, i) => new ProjectSegment($"s{i}", new ProjectSource.Color(new RgbColor((byte)(i * 30), 90, 200), default), 1, null, [Effect("grain"), .. effects], default))]);
        return RenderPlanner.Plan(project, new Dictionary<string, PictureInfo>(), new PlanOptions(1, 2, Versions, host));
    }

    /// <summary>Any picture of the repository.</summary>
    public static string PictureFile { get; } = Path.Combine(Artifacts, "..", "golden", "showcase", "images", "dunes.jpg");

    /// <summary>A plan of a second that shows a picture.</summary>
    public static RenderPlan PlanOfPicture(string path, string file, params ProjectEffect[] effects)
    {
        var project = new RenderProject("test.json", "/", "test", new OutputSettings(128, 72, new FrameRate(30, 1), OutputProfile.Draft, 23),
            [new ProjectSegment("s0", new ProjectSource.Image(path, file, default), 1, null, [.. effects], default)]);
        return RenderPlanner.Plan(project, SourceFacts.Gather(project, new PictureProbe()), new PlanOptions(1, 2, Versions, Host));
    }

    public RenderResult Render(RenderPlan plan, string output, CancellationToken cancellation = default)
    {
        using var scheduler = new ProcessScheduler(Launch, new ProcessLimits(Workers, MemoryBytes, ChunkTimeout), Store, this, TimeProvider.System, Reproductions);
        try
        {
            return Render(scheduler, plan, output, cancellation);
        }
        finally
        {
            (FailedAttempts, PeakMemoryBytes) = (scheduler.FailedAttempts, scheduler.PeakMemoryBytes);
        }
    }

    public RenderResult RenderOnThreads(RenderPlan plan, string output)
    {
        PluginEffectFactory[] effects = [.. Enumerable.Range(0, Workers + 1).Select(_ => new PluginEffectFactory(Catalog))];
        using var pictures = new PictureStore(new PictureDecoder(), folder.Path);
        var locks = new EffectLocks();
        var scheduler = new ThreadScheduler([.. effects.Select(e => new ChunkRenderer(new FrameEncoderFactory(), e, locks, pictures, Store))], Store, this, Reproductions);
        try
        {
            return Render(scheduler, plan, output, CancellationToken.None);
        }
        finally
        {
            FailedAttempts = scheduler.FailedAttempts;
            foreach (PluginEffectFactory factory in effects) factory.Dispose();
        }
    }

    public void Write(string source, string message) => Lines.Enqueue($"[{source}] {message}");

    private FaultReproductions? Reproductions => LeavesReproductions
        ? new FaultReproductions(Faults, new ReproductionSources(
            folder.Path, OutputProfile.Draft, 23, Environment.ProcessPath!, WorkerAssembly, PluginFolders, ChunkTimeout, MemoryBytes))
        : null;

    private RenderResult Render(IChunkScheduler scheduler, RenderPlan plan, string output, CancellationToken cancellation)
    {
        var pipeline = new RenderPipeline(scheduler, new FrameEncoderFactory(), new PacketCopyAssembler(), new OutputVerifier(), Store, this, TimeProvider.System);
        return pipeline.Render(plan, new RenderRun(folder.File(output), Fresh: false, Skips), OutputProfile.Draft, 23, cancellation);
    }
}
