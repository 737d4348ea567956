namespace PluginRender.Rendering;

/// <summary>What is left of a cache, and what was taken from it.</summary>
/// <param name="Bytes">What its files take.</param>
/// <param name="Removed">How many chunks were removed.</param>
/// <param name="RemovedBytes">What they took.</param>
/// <param name="UsedBytes">What the files take that renders are using, so that they had to stay.</param>
public readonly record struct CacheUse(long Bytes, int Removed, long RemovedBytes, long UsedBytes);

/// <summary>Removes the chunks that were not used for longest until the others fit.</summary>
internal static class CacheEviction
{
    private static readonly string[] Parts = ["chunks", "renders", "pictures"];

    /// <param name="cache">The cache's folder.</param>
    /// <param name="most">Bytes that may stay.</param>
    /// <param name="time">For the lock, and for leases whose process cannot be looked for.</param>
    /// <returns>Null when another process has the lock for too long, or the folder cannot be written: nothing was done.</returns>
    public static CacheUse? Run(string cache, long most, TimeProvider time)
    {
        if (!Directory.Exists(cache)) return default(CacheUse);
        using IDisposable? taken = FolderLock.TryTake(cache, time);
        if (taken is null) return null;
        try
        {
            HashSet<string> used = CacheLease.KeysIn(cache, time);
            List<Item> items = ItemsIn(cache);
            long bytes = items.Sum(i => i.Bytes);
            int removed = 0;
            long removedBytes = 0;
            // Records of renders and pictures are small and go last. Names decide between files of one moment, so that two runs remove the same.
            foreach (Item item in items.Where(i => !used.Contains(i.Key)).OrderByDescending(i => i.IsChunk).ThenBy(i => i.LastUse).ThenBy(i => i.Key, StringComparer.Ordinal))
            {
                if (bytes <= most) break;
                if (!item.Remove()) continue;
                bytes -= item.Bytes;
                removed++;
                removedBytes += item.Bytes;
            }

            return new CacheUse(bytes, removed, removedBytes, items.Where(i => used.Contains(i.Key)).Sum(i => i.Bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static List<Item> ItemsIn(string cache)
    {
        var items = new Dictionary<string, Item>(StringComparer.Ordinal);
        foreach (string folder in Parts.Select(part => Path.Combine(cache, part)).Where(Directory.Exists))
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                // What is being written has further dots in its name, and is nobody's to remove here.
                if (file.Extension is not (".mp4" or ".json") || Path.GetFileNameWithoutExtension(file.Name).Contains('.', StringComparison.Ordinal)) continue;
                string key = Path.GetFileNameWithoutExtension(file.Name);
                if (!items.TryGetValue(key, out Item? item)) items.Add(key, item = new Item(key, isChunk: Path.GetFileName(folder) == "chunks"));
                item.Add(file);
            }
        }

        return [.. items.Values];
    }

    /// <summary>A chunk with its record, or a record of a render or of a picture.</summary>
    private sealed class Item(string key, bool isChunk)
    {
        private readonly List<FileInfo> files = [];

        public string Key => key;

        public bool IsChunk => isChunk;

        public long Bytes { get; private set; }

        /// <summary>A use is noted at the chunk, and the record is written after it.</summary>
        public DateTime LastUse => files.Max(f => f.LastWriteTimeUtc);

        public void Add(FileInfo file)
        {
            files.Add(file);
            Bytes += file.Length;
        }

        /// <summary>The record first: without it, what is left does not count as a chunk.</summary>
        public bool Remove()
        {
            try
            {
                foreach (FileInfo file in files.OrderBy(f => f.Extension, StringComparer.Ordinal)) file.Delete();
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
