using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>Keeps a cache within its size while and after a render fills it.</summary>
/// <param name="store">The cache.</param>
/// <param name="most">Bytes; null for no limit.</param>
/// <param name="log">Told what was removed.</param>
internal sealed class CacheLimit(ChunkStore store, long? most, IRenderLog log)
{
    private long bytes;
    private bool isChanged;

    /// <summary>A chunk was added. The cache is looked through only when it may have become too large.</summary>
    public void Add(long added)
    {
        if (most is null) return;
        bytes += added;
        isChanged = true;
        if (bytes > most) Enforce();
    }

    /// <summary>The render is done and holds nothing any more. One that added nothing has nothing to look for: the cache may be large.</summary>
    public void End()
    {
        if (isChanged || bytes > most) Enforce();
    }

    /// <summary>Removes what was not used for longest, down to the size.</summary>
    public void Enforce()
    {
        if (most is not { } limit || store.Trim(limit) is not { } use) return;
        bytes = use.Bytes;
        if (use.Removed > 0)
            log.Write("cache", $"removed {Counted.Of(use.Removed, "chunk")} not used for longest, {Counted.Bytes(use.RemovedBytes)} (--cache-size)");
    }
}
