using System.Security.Cryptography;
using System.Text;

namespace PluginRender.Rendering;

/// <summary>
/// Files that are being written. Their names tell the process that writes them, so that what one left that was
/// killed can be removed without ever removing what a living render writes. They tell what is written by a hash alone:
/// a file whose name is as long as names may be is written like any other.
/// </summary>
public static class TemporaryFile
{
    /// <summary>How long a file is left alone whose writer cannot be looked for: one on another machine, or from before a restart.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>No name is longer, in bytes.</summary>
    public const int LongestName = 100;

    /// <summary>An extension that is longer tells nobody anything.</summary>
    private const int LongestExtension = 10;

    /// <summary>A new name beside a path, for this process: <c>.HASH.PROCESS.RANDOM.tmp.EXT</c>, hidden.</summary>
    public static string Beside(string path)
    {
        string extension = Path.GetExtension(path);
        string name = $"{PrefixOf(path)}{ProcessIdentity.Own}.{Path.GetFileNameWithoutExtension(Path.GetRandomFileName())}.tmp";
        return Path.Combine(Path.GetDirectoryName(path) ?? "", name + (Encoding.UTF8.GetByteCount(extension) <= LongestExtension ? extension : ""));
    }

    /// <summary>Removes what nobody writes any more, whatever it was to be.</summary>
    /// <param name="folder">Where; need not exist.</param>
    /// <param name="time">Tells how old a file is.</param>
    public static void RemoveAbandoned(string folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Remove(folder, "*", (writer, file) => IsAbandoned(file, writer, time));
    }

    /// <summary>Removes what nobody writes any more of one file and those that differ in the extension.</summary>
    /// <param name="path">The file, which need not exist.</param>
    /// <param name="time">Tells how old a file is.</param>
    public static void RemoveAbandonedBeside(string path, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Remove(Path.GetDirectoryName(path)!, PrefixOf(path) + "*", (writer, file) => IsAbandoned(file, writer, time));
    }

    /// <summary>Whether a process that a file is of is gone, as far as that can be known here.</summary>
    internal static bool IsAbandoned(string file, ProcessIdentity owner, TimeProvider time)
        => owner.IsHere ? !owner.IsAlive : time.GetUtcNow() - File.GetLastWriteTimeUtc(file) > Patience;

    /// <summary>Removes what this process writes of one file and those that differ in the extension: for its end.</summary>
    public static void RemoveOwnBeside(string path) => Remove(Path.GetDirectoryName(path)!, PrefixOf(path) + "*", (writer, _) => writer == ProcessIdentity.Own);

    private static void Remove(string folder, string pattern, Func<ProcessIdentity, string, bool> isRemoved)
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder, pattern))
            {
                if (WriterOf(file) is { } writer && isRemoved(writer, file)) Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is not there or not ours: nothing depends on it.
        }
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, in a folder that both write to. Those after it may be ours.
        }
    }

    /// <summary>What the names of a file's temporary ones begin with, whatever the extension.</summary>
    internal static string PrefixOf(string path)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(path)));
        return $".{Convert.ToHexStringLower(hash.AsSpan(0, 8))}.";
    }

    private static ProcessIdentity? WriterOf(string file)
    {
        string[] parts = Path.GetFileName(file).Split('.');
        int mark = Array.LastIndexOf(parts, "tmp");
        return mark >= 2 && mark >= parts.Length - 2 && ProcessIdentity.TryParse(parts[mark - 2], out ProcessIdentity writer) ? writer : null;
    }
}
