namespace PluginRender.Rendering;

/// <summary>
/// What a render says of the chunks it is going to use, so that no other render removes them: a file in the cache with
/// their keys, named after the process, that counts as long as the process lives.
/// </summary>
internal sealed class CacheLease : IDisposable
{
    private const string Extension = ".keys";

    private readonly string file;

    private CacheLease(string file) => this.file = file;

    /// <summary>Takes a lease. Without one, in a cache that cannot be written, a chunk that is taken is noticed when it is joined.</summary>
    /// <param name="cache">The cache's folder; created when needed.</param>
    /// <param name="keys">The chunks.</param>
    /// <param name="time">For the lock.</param>
    public static CacheLease? TryTake(string cache, IEnumerable<string> keys, TimeProvider time)
    {
        try
        {
            string folder = FolderIn(cache);
            Directory.CreateDirectory(folder);
            string file = Path.Combine(folder, $"{ProcessIdentity.Own}.{Path.GetFileNameWithoutExtension(Path.GetRandomFileName())}{Extension}");
            // A removal that is under way has read the leases that there were: it must end first.
            using IDisposable? taken = FolderLock.TryTake(cache, time);
            File.WriteAllLines(file, keys);
            return new CacheLease(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The keys of all leases of processes that live. The caller has the lock.</summary>
    /// <exception cref="IOException">A lease cannot be read: nothing may be removed.</exception>
    public static HashSet<string> KeysIn(string cache, TimeProvider time)
    {
        RemoveAbandoned(cache, time);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in FilesIn(cache))
        {
            try
            {
                keys.UnionWith(File.ReadLines(file));
            }
            catch (FileNotFoundException)
            {
                // Its render has just ended.
            }
        }

        return keys;
    }

    /// <summary>Removes the leases of processes that are gone.</summary>
    public static void RemoveAbandoned(string cache, TimeProvider time)
    {
        foreach (string file in FilesIn(cache))
        {
            if (ProcessIdentity.TryParse(Path.GetFileName(file).Split('.')[0], out ProcessIdentity holder) && TemporaryFile.IsAbandoned(file, holder, time)) Delete(file);
        }
    }

    public void Dispose() => Delete(file);

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It does not count any longer than the process lives.
        }
    }

    private static string[] FilesIn(string cache) => Directory.Exists(FolderIn(cache)) ? Directory.GetFiles(FolderIn(cache), "*" + Extension) : [];

    private static string FolderIn(string cache) => Path.Combine(cache, "leases");
}
