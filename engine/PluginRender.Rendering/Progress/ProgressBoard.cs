using System.Collections.Immutable;
using System.Diagnostics;
using PluginRender.Planning;

namespace PluginRender.Rendering;

/// <summary>Keeps who renders what and how much is done, for whoever shows it.</summary>
internal sealed class ProgressBoard(Func<int, int> framesOf, Func<long> memory)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly SortedDictionary<int, (RenderPlan Plan, PlannedChunk Chunk)> working = [];
    private readonly Dictionary<int, int> done = [];
    private int rendered;

    /// <summary>A worker begins with a chunk, perhaps again.</summary>
    public void Begin(int worker, RenderPlan plan, PlannedChunk chunk)
    {
        lock (gate)
        {
            working[worker] = (plan, chunk);
            if (done.Remove(chunk.Index, out int before)) rendered -= before;
        }
    }

    /// <summary>A worker is done with its chunk.</summary>
    public void End(int worker, PlannedChunk chunk, bool isThere)
    {
        lock (gate)
        {
            working.Remove(worker);
            if (!isThere) return;
            done[chunk.Index] = chunk.FrameCount;
            rendered += chunk.FrameCount;
        }
    }

    /// <summary>A chunk was there.</summary>
    public void Find(PlannedChunk chunk)
    {
        lock (gate) done[chunk.Index] = chunk.FrameCount;
    }

    /// <summary>What there is now.</summary>
    public RenderProgress Look()
    {
        lock (gate)
        {
            ImmutableArray<WorkerProgress> workers = [.. working.Select(w => Of(w.Key, w.Value.Plan, w.Value.Chunk))];
            int inWork = workers.Sum(w => w.DoneFrames);
            return new RenderProgress(done.Values.Sum() + inWork, Math.Max(0, rendered) + inWork, clock.Elapsed.TotalSeconds, memory(), workers);
        }
    }

    private WorkerProgress Of(int worker, RenderPlan plan, PlannedChunk chunk)
    {
        int frames = Math.Clamp(framesOf(worker), 0, chunk.FrameCount);
        int frame = chunk.FirstFrame + Math.Min(frames, chunk.FrameCount - 1);
        string segment = plan.SegmentsOf(chunk).FirstOrDefault(s => s.EndFrame > frame)?.Id ?? "";
        return new WorkerProgress(worker, chunk.Index, segment, frames, chunk.FrameCount);
    }
}
