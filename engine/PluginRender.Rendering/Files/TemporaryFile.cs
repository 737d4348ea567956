namespace PluginRender.Rendering;

/// <summary>
/// Files that are being written. Their names tell the process that writes them, so that what one left that was
/// killed can be removed without ever removing what a living render writes.
/// </summary>
public static class TemporaryFile
{
    /// <summary>How long a file is left alone whose writer cannot be looked for: one on another machine, or from before a restart.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>A new name beside a path, for this process: <c>NAME.PROCESS.RANDOM.tmp.EXT</c>.</summary>
    public static string Beside(string path)
        => Path.ChangeExtension(path, null) + $".{ProcessIdentity.Own}.{Path.GetFileNameWithoutExtension(Path.GetRandomFileName())}.tmp" + Path.GetExtension(path);

    /// <summary>Removes what nobody writes any more.</summary>
    /// <param name="folder">Where; need not exist.</param>
    /// <param name="pattern">Which of the temporary files there, such as <c>KEY.*</c>.</param>
    /// <param name="time">Tells how old a file is.</param>
    public static void RemoveAbandoned(string folder, string pattern, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Remove(folder, pattern, (writer, file) => IsAbandoned(file, writer, time));
    }

    /// <summary>Whether a process that a file is of is gone, as far as that can be known here.</summary>
    internal static bool IsAbandoned(string file, ProcessIdentity owner, TimeProvider time)
        => owner.IsHere ? !owner.IsAlive : time.GetUtcNow() - File.GetLastWriteTimeUtc(file) > Patience;

    /// <summary>Removes what this process writes: for its end.</summary>
    public static void RemoveOwn(string folder, string pattern) => Remove(folder, pattern, (writer, _) => writer == ProcessIdentity.Own);

    private static void Remove(string folder, string pattern, Func<ProcessIdentity, string, bool> isRemoved)
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder, pattern))
            {
                if (WriterOf(file) is { } writer && isRemoved(writer, file)) File.Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another render removes the same files, or the folder is not there or not ours: nothing depends on it.
        }
    }

    private static ProcessIdentity? WriterOf(string file)
    {
        string[] parts = Path.GetFileName(file).Split('.');
        int mark = Array.LastIndexOf(parts, "tmp");
        return mark >= 2 && mark >= parts.Length - 2 && ProcessIdentity.TryParse(parts[mark - 2], out ProcessIdentity writer) ? writer : null;
    }
}
