using PluginRender.Build.Arguments;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>The workers of one render, where --isolation wants them.</summary>
internal sealed class RenderWorkers : IDisposable
{
    private readonly Stack<IDisposable> owned = new();

    public RenderWorkers(RenderSession session, RenderProject project, WorkerAdmission admission)
        => Scheduler = session.Arguments.Isolation == WorkerIsolation.Process
            ? InProcesses(session, project, admission)
            : OnThreads(session, project, admission);

    public IChunkScheduler Scheduler { get; }

    /// <summary>The most memory of all processes together, as far as it was looked at.</summary>
    public long PeakMemoryBytes => (Scheduler as ProcessScheduler)?.PeakMemoryBytes ?? 0;

    public void Dispose()
    {
        while (owned.TryPop(out IDisposable? last)) last.Dispose();
    }

    private ProcessScheduler InProcesses(RenderSession session, RenderProject project, WorkerAdmission admission) => Own(new ProcessScheduler(
        session.Launch(project, admission.Workers),
        new ProcessLimits(admission.Workers, session.MemoryBudget(), TimeSpan.FromSeconds((double)session.Arguments.ChunkTimeoutSeconds)),
        session.Store, session, TimeProvider.System));

    private ThreadScheduler OnThreads(RenderSession session, RenderProject project, WorkerAdmission admission)
    {
        PluginEffectFactory effects = Own(new PluginEffectFactory(session.Catalog));
        PictureStore pictures = Own(new PictureStore(new PictureDecoder(), project.Folder, allowOutside: session.Arguments.AllowOutside));
        var renderer = new ChunkRenderer(new FrameEncoderFactory(), effects, new EffectLocks(), pictures, session.Store);
        return new ThreadScheduler(renderer, session.Store, admission.Workers, session);
    }

    private T Own<T>(T resource)
        where T : IDisposable
    {
        owned.Push(resource);
        return resource;
    }
}
