using System.Collections.Immutable;
using PluginRender.Build.Arguments;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
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

    /// <summary>How many workers the machine, the memory budget and the arguments allow for a plan.</summary>
    public static WorkerAdmission Admit(RenderSession session, RenderPlan plan, RenderProject project)
    {
        var stated = new StatedMemory(session.Catalog.Effects, new ProjectFiles(project.Folder, session.Arguments.AllowOutside));
        MemoryPrediction memory = WorkerMemory.Of(plan, stated, session.Arguments.Isolation == WorkerIsolation.Process);
        return WorkerAdmission.For(Environment.ProcessorCount, session.MemoryBudget(), memory, plan.Chunks.Length, session.Arguments.Workers);
    }

    /// <summary>The most memory of all processes together, as far as it was looked at.</summary>
    public long PeakMemoryBytes => (Scheduler as ProcessScheduler)?.PeakMemoryBytes ?? 0;

    /// <summary>The same over time; empty where the workers are threads.</summary>
    public ImmutableArray<MemorySample> Memory => (Scheduler as ProcessScheduler)?.Memory ?? [];

    public void Dispose()
    {
        while (owned.TryPop(out IDisposable? last)) last.Dispose();
    }

    private ProcessScheduler InProcesses(RenderSession session, RenderProject project, WorkerAdmission admission) => Own(new ProcessScheduler(
        session.Launch(project, admission.Workers),
        new ProcessLimits(admission.Workers, session.MemoryBudget(), TimeSpan.FromSeconds((double)session.Arguments.ChunkTimeoutSeconds)),
        session.Store, session, TimeProvider.System, session.Reproductions(project)));

    private ThreadScheduler OnThreads(RenderSession session, RenderProject project, WorkerAdmission admission)
    {
        PictureStore pictures = Own(new PictureStore(new PictureDecoder(), project.Folder, allowOutside: session.Arguments.AllowOutside));
        var files = new ProjectFiles(project.Folder, session.Arguments.AllowOutside);
        var locks = new EffectLocks();
        // Plugins are loaded for each thread, as they are for each process: one that lies about threads has nothing to share.
        return new ThreadScheduler(
            [.. Enumerable.Range(0, admission.Workers + 1).Select(_ => new ChunkRenderer(
                new FrameEncoderFactory(), new LocatedEffects(Own(new PluginEffectFactory(session.Catalog)), files), locks, pictures, session.Store, new PictureCodec()))],
            session.Store, session, session.Reproductions(project));
    }

    private T Own<T>(T resource)
        where T : IDisposable
    {
        owned.Push(resource);
        return resource;
    }
}
