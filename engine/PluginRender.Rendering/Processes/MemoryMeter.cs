using System.Collections.Immutable;
using System.Diagnostics;

namespace PluginRender.Rendering;

/// <summary>
/// The memory of a render: what this process and its workers have to themselves, and once the pages of libraries that
/// all of them share.
/// </summary>
/// <param name="workers">How many there may be.</param>
internal sealed class MemoryMeter(int workers)
{
    /// <summary>With more samples than this every other one is dropped, and from then on they are taken half as often.</summary>
    private const int MostSamples = 400;

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<MemorySample> samples = [];
    private readonly ProcessMemory[] resident = new ProcessMemory[workers];
    private ProcessMemory parent;
    private double interval = 0.2;
    private long peak;

    /// <summary>The most there was at any moment that was looked at.</summary>
    public long PeakBytes
    {
        get
        {
            lock (gate) return peak;
        }
    }

    /// <summary>What there was when last looked at.</summary>
    public long CurrentBytes
    {
        get
        {
            lock (gate) return Total();
        }
    }

    /// <summary>What there was over time, at most 400 moments.</summary>
    public ImmutableArray<MemorySample> Samples
    {
        get
        {
            lock (gate) return [.. samples];
        }
    }

    /// <summary>All but the workers' own, as it was when last looked at.</summary>
    public long SharedBytes
    {
        get
        {
            lock (gate) return parent.OwnBytes + FileBytes();
        }
    }

    /// <summary>Looks at a worker; the memory it has to itself, 0 when it is gone.</summary>
    public long Look(int worker, int process)
    {
        ProcessMemory memory = ProcessMemory.Of(process);
        ProcessMemory own = ProcessMemory.Of(Environment.ProcessId);
        lock (gate)
        {
            parent = own;
            resident[worker] = memory;
            peak = Math.Max(peak, Total());
            Sample();
        }

        return memory.OwnBytes;
    }

    /// <summary>A worker tells its greatest resident set, which may lie between two looks.</summary>
    public void Note(int worker, long peakBytes)
    {
        lock (gate)
        {
            long others = Total() - resident[worker].OwnBytes;
            peak = Math.Max(peak, others + peakBytes - resident[worker].FileBytes);
        }
    }

    /// <summary>A worker's process ended.</summary>
    public void Forget(int worker)
    {
        lock (gate) resident[worker] = default;
    }

    private void Sample()
    {
        double now = clock.Elapsed.TotalSeconds;
        if (samples.Count > 0 && now - samples[^1].Seconds < interval) return;
        samples.Add(new MemorySample(Math.Round(now, 2), Total()));
        if (samples.Count <= MostSamples) return;
        interval *= 2;
        int kept = 0;
        samples.RemoveAll(_ => kept++ % 2 == 1);
    }

    private long Total() => parent.OwnBytes + resident.Sum(r => r.OwnBytes) + FileBytes();

    private long FileBytes() => Math.Max(parent.FileBytes, resident.Max(r => r.FileBytes));
}
