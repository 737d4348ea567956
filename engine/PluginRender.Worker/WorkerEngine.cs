using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>The engine put together for rendering chunks.</summary>
internal sealed class WorkerEngine : IDisposable
{
    private readonly PluginEffectFactory plugins;
    private readonly LocatedEffects effects;
    private readonly PictureStore pictures;
    private readonly EffectLocks locks = new();

    /// <param name="arguments">Where things are.</param>
    /// <param name="store">Where chunks go.</param>
    /// <param name="pictureBytes">Room for decoded pictures that are not in use.</param>
    public WorkerEngine(WorkerArguments arguments, ChunkStore store, long pictureBytes = PictureStore.DefaultBudgetBytes)
    {
        FFmpegLibraries.Load();
        plugins = new PluginEffectFactory(EffectCatalog.Discover(arguments.PluginFolders));
        effects = new LocatedEffects(plugins, new ProjectFiles(arguments["project-folder"], arguments.AllowsOutside));
        pictures = new PictureStore(new PictureDecoder(), arguments["project-folder"], pictureBytes, arguments.AllowsOutside);
        Store = store;
    }

    public ChunkStore Store { get; }

    public ChunkRenderer Renderer() => new(new FrameEncoderFactory(), effects, locks, pictures, Store, new PictureCodec());

    /// <summary>A renderer of single frames.</summary>
    public StillRenderer Stills(RenderPlan plan) => new(plan, effects, pictures);

    /// <summary>A renderer that notes on a board what it is doing.</summary>
    public ChunkRenderer Renderer(RenderPlan plan, WorkerBoard board)
        => new(new CountedEncoders(new FrameEncoderFactory(), board), new MarkedEffects(effects, plan, board), locks, pictures, Store, new PictureCodec());

    public void Dispose()
    {
        pictures.Dispose();
        plugins.Dispose();
    }
}
