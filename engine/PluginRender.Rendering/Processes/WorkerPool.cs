using System.Globalization;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>
/// Worker processes, kept alive from chunk to chunk. One that fails, dies, stops getting on or takes too much memory
/// is ended and replaced by a new one when there is more to do.
/// </summary>
internal sealed class WorkerPool(WorkerLaunch launch, ProcessLimits limits, ChunkStore store, IRenderLog log, TimeProvider time) : IChunkWorkers, IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private const long LeastShare = 64L << 20;

    private readonly Lock starting = new();
    private readonly WorkerGate gate = new(limits.Workers);
    private readonly WorkerProcess?[] processes = new WorkerProcess?[limits.Workers + 1];
    private readonly int[] framesOfChunk = new int[limits.Workers + 1];

    public int Count => limits.Workers;

    public MemoryMeter Memory { get; } = new(limits.Workers + 1);

    public long MemoryBytes => Memory.CurrentBytes;

    public int FramesOf(int worker) => Volatile.Read(ref framesOfChunk[worker]);

    public ChunkRecord Render(int worker, RenderPlan plan, PlannedChunk chunk, CancellationToken cancellation)
    {
        Volatile.Write(ref framesOfChunk[worker], 0);
        gate.Enter(() => Retire(worker), cancellation);
        try
        {
            WorkerProcess process = processes[worker] ?? Start(worker, cancellation);
            using var shared = new SharedPlan(plan, chunk);
            process.Send(shared, chunk.Index);
            WorkerEvent told = Await(process, worker, shared.Plan, limits.ChunkTimeout, cancellation);
            return told.Record ?? throw Failed(told, process, shared.Plan);
        }
        catch
        {
            // Whatever it was, a new process is a clean one.
            Retire(worker);
            store.RemoveAbandoned(chunk.Key);
            throw;
        }
        finally
        {
            gate.Leave();
        }
    }

    public bool IsWorthARetry(Exception failure, int attempt) => failure switch
    {
        EncodingException or InsufficientMemoryException => attempt < 2,
        WorkerException { IsLost: true } => attempt < 3,
        WorkerMemoryException memory => memory.ShareGrows,
        _ => false,
    };

    public void Dispose()
    {
        for (int i = 0; i < processes.Length; i++) Retire(i);
    }

    private WorkerProcess Start(int worker, CancellationToken cancellation)
    {
        WorkerProcess process;
        lock (starting) process = processes[worker] = new WorkerProcess(launch, log);
        WorkerEvent told = Await(process, worker, null, StartPatience, cancellation);
        return told.Kind == WorkerEventKind.Ready ? process : throw told.Failure!.ToException();
    }

    private void Retire(int worker)
    {
        if (processes[worker] is not { } process) return;
        process.Dispose();
        processes[worker] = null;
        Memory.Forget(worker);
    }

    /// <summary>Waits for what a worker has to tell, as long as it gets on and keeps to its share.</summary>
    private WorkerEvent Await(WorkerProcess process, int worker, RenderPlan? plan, TimeSpan patience, CancellationToken cancellation)
    {
        int frames = process.Board.Frames, before = frames;
        long since = time.GetTimestamp();
        while (true)
        {
            WorkerEvent? told = process.Receive(Look, cancellation);
            if (told is { Kind: not WorkerEventKind.Exiting })
            {
                Memory.Look(worker, process.Id);
                Memory.Note(worker, told.PeakBytes);
                return told;
            }

            if (told is null && process.End() is { } end) throw Ended(process, plan, end);
            if (process.Board.Frames != frames)
            {
                frames = process.Board.Frames;
                // Others look here and not at the board, which is gone when the process is.
                Volatile.Write(ref framesOfChunk[worker], frames - before);
                since = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(since) > patience) throw Silent(process, plan, patience);

            CheckMemory(process, worker, plan);
        }
    }

    private void CheckMemory(WorkerProcess process, int worker, RenderPlan? plan)
    {
        long bytes = Memory.Look(worker, process.Id);
        long share = Math.Max(LeastShare, (limits.MemoryBytes - Memory.SharedBytes) / gate.Limit);
        if (bytes <= share) return;
        EffectCall? call = process.Board.Current;
        string took = string.Create(CultureInfo.InvariantCulture, $"the worker process took {bytes >> 20} MiB of memory, and its share is {share >> 20}");
        if (gate.Lower()) throw new WorkerMemoryException($"{took}; going on with {Counted.Of(gate.Limit, "worker")}", shareGrows: true);
        throw ByEffect(plan, call, $"{took}, the whole budget's; repair the plugin, give more --memory, or --on-effect-error=skip")
            ?? new WorkerMemoryException($"{took}, the whole budget's; give more --memory", shareGrows: false);
    }

    private static Exception Failed(WorkerEvent told, WorkerProcess process, RenderPlan plan)
    {
        Exception failure = told.Failure!.ToException();
        return failure is InsufficientMemoryException ? ByEffect(plan, process.Board.Current, failure.Message) ?? failure : failure;
    }

    private static Exception Ended(WorkerProcess process, RenderPlan? plan, WorkerEnd end)
    {
        string what = $"the worker process (number {process.Id}) {end}";
        if (end.IsFromOutside) return new WorkerException($"{what}; something outside the render did that, perhaps for want of memory", FailureKind.Retry, isLost: true);
        return ByEffect(plan, process.Board.Current, $"{what}; repair the plugin or give --on-effect-error=skip")
            ?? new WorkerException($"{what}, outside any effect", FailureKind.Defect, isLost: true);
    }

    private static Exception Silent(WorkerProcess process, RenderPlan? plan, TimeSpan patience)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"no frame was finished for {patience.TotalSeconds:0.###} s");
        return ByEffect(plan, process.Board.Current, $"it did not return, and {what}; repair the plugin, give a longer --chunk-timeout, or --on-effect-error=skip")
            ?? new WorkerException($"worker process {process.Id}: {what}; give a longer --chunk-timeout", FailureKind.Retry, isLost: true);
    }

    /// <summary>The failure of the effect being called; null when none was.</summary>
    private static Exception? ByEffect(RenderPlan? plan, EffectCall? call, string problem)
    {
        if (plan is null || call is not { } c) return null;
        PlannedSegment? segment = plan.Segments.ElementAtOrDefault(c.Segment);
        return segment?.Effects.ElementAtOrDefault(c.Effect) is { } effect
            ? new EffectException(segment.Id, effect.Id, effect.Plugin, c.Frame < 0 ? null : c.Frame, problem)
            : null;
    }
}
