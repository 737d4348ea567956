using System.Globalization;

namespace PluginRender.Rendering;

/// <summary>The memory of a render: of this process and of its workers together.</summary>
/// <param name="workers">How many there may be.</param>
internal sealed class MemoryMeter(int workers)
{
    private readonly Lock gate = new();
    private readonly long[] resident = new long[workers];
    private long peak;

    /// <summary>The most there was at any moment that was looked at.</summary>
    public long PeakBytes
    {
        get
        {
            lock (gate) return peak;
        }
    }

    /// <summary>This process's resident memory, as it is now.</summary>
    public long OwnBytes { get; private set; }

    /// <summary>Looks at a worker; its resident memory, 0 when it is gone.</summary>
    public long Look(int worker, int process)
    {
        long bytes = ResidentBytes(process);
        lock (gate)
        {
            OwnBytes = ResidentBytes(Environment.ProcessId);
            resident[worker] = bytes;
            peak = Math.Max(peak, OwnBytes + resident.Sum());
        }

        return bytes;
    }

    /// <summary>A worker's process ended, or told its own peak, which may lie between two looks.</summary>
    public void Note(int worker, long peakBytes, bool isGone)
    {
        lock (gate)
        {
            peak = Math.Max(peak, OwnBytes + peakBytes);
            if (isGone) resident[worker] = 0;
        }
    }

    /// <summary>proc(5): the second number of statm, in pages.</summary>
    private static long ResidentBytes(int process)
    {
        try
        {
            string statm = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/statm"));
            return long.Parse(statm.Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
