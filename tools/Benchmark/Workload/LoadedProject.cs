using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Benchmark.Workload;

/// <summary>A project and the engine's parts that render it in this process, with an encoder of the caller's.</summary>
internal sealed class LoadedProject : IDisposable
{
    private readonly PluginEffectFactory effects;
    private readonly PictureStore pictures;
    private readonly ChunkStore store;

    public LoadedProject(Environs environs, string file)
    {
        FFmpegLibraries libraries = FFmpegLibraries.Load();
        EffectCatalog catalog = EffectCatalog.Discover([Path.Combine(environs.Root, "artifacts", "plugins")]);
        RenderProject project = new ProjectReader(catalog.Effects, false).Read(file);
        Plan = RenderPlanner.Plan(project, SourceFacts.Gather(project, new PictureProbe()), new PlanOptions(null, 2, libraries.Versions, []));
        effects = new PluginEffectFactory(catalog);
        pictures = new PictureStore(new PictureDecoder(), project.Folder);
        store = new ChunkStore(environs.Empty("in-process"), new FolderFlush());
    }

    public RenderPlan Plan { get; }

    /// <summary>Renders a chunk; the encoder decides what becomes of the frames.</summary>
    public void Render(PlannedChunk chunk, IFrameEncoderFactory encoders)
        => new ChunkRenderer(encoders, effects, new EffectLocks(), pictures, store).Render(Plan, chunk, CancellationToken.None);

    public void Dispose()
    {
        pictures.Dispose();
        effects.Dispose();
    }
}
