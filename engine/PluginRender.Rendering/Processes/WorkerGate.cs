namespace PluginRender.Rendering;

/// <summary>Lets so many workers work at once; fewer after one has outgrown its share of memory.</summary>
internal sealed class WorkerGate(int workers)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // Not a Lock: it is waited on.
    private readonly object gate = new();
    private int limit = workers;
    private int inside;

    /// <summary>How many may be inside.</summary>
    public int Limit
    {
        get
        {
            lock (gate) return limit;
        }
    }

    /// <param name="beforeWaiting">Done once, if there is no room: gives back memory that others need.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public void Enter(Action beforeWaiting, CancellationToken cancellation)
    {
        if (TryEnter()) return;
        beforeWaiting();
        lock (gate)
        {
            while (inside >= limit)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(gate, Look);
            }

            inside++;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            inside--;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Halves the number; false when it was 1.</summary>
    public bool Lower()
    {
        lock (gate)
        {
            if (limit == 1) return false;
            limit /= 2;
            return true;
        }
    }

    private bool TryEnter()
    {
        lock (gate)
        {
            if (inside >= limit) return false;
            inside++;
            return true;
        }
    }
}
