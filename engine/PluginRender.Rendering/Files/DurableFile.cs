namespace PluginRender.Rendering;

/// <summary>Files that appear whole or not at all, and that are still there after a power cut.</summary>
public static class DurableFile
{
    /// <summary>Forces a file's contents to the disk.</summary>
    /// <exception cref="DiskFullException">There is no room for them after all.</exception>
    public static void Flush(string path) => DiskFullException.Translate(path, () =>
    {
        Faults.Pass(FaultPoint.Flush, path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    });

    /// <summary>Gives a flushed file its final name; the name is durable only once its folder is flushed.</summary>
    /// <exception cref="DiskFullException">There is no room for the name.</exception>
    public static void Move(string path, string final) => DiskFullException.Translate(final, () =>
    {
        Faults.Pass(FaultPoint.Rename, final);
        File.Move(path, final, overwrite: true);
    });

    /// <summary>Gives a flushed file its final name, and makes the name durable.</summary>
    /// <exception cref="DiskFullException">There is no room for the name.</exception>
    public static void Rename(string path, string final, IFolderFlush folders)
    {
        Move(path, final);
        FlushFolder(FolderOf(final), folders);
    }

    /// <summary>Writes beside the path, flushes, renames, and makes the name durable.</summary>
    /// <exception cref="DiskFullException">There is no room for it; nothing is left.</exception>
    public static void Write(string path, byte[] contents, IFolderFlush folders) => Write(path, stream => stream.Write(contents), folders);

    /// <summary>The same of what is never there as a whole.</summary>
    /// <inheritdoc cref="Write(string, byte[], IFolderFlush)"/>
    public static void Write(string path, Action<Stream> write, IFolderFlush folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string beside = WriteBeside(path, write);
        try
        {
            Rename(beside, path, folders);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Writes beside the path and flushes: what is left to do is a <see cref="Rename"/>.</summary>
    /// <returns>The name it has meanwhile.</returns>
    /// <exception cref="DiskFullException">There is no room for it; nothing is left.</exception>
    public static string WriteBeside(string path, byte[] contents) => WriteBeside(path, stream => stream.Write(contents));

    private static string WriteBeside(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string beside = TemporaryFile.Beside(path);
        try
        {
            DiskFullException.Translate(path, () =>
            {
                Faults.Pass(FaultPoint.Write, path);
                using var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write);
                write(stream);
                stream.Flush(flushToDisk: true);
            });
            return beside;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Creates a folder with those it lies in, as far as they are missing, and makes their names durable.</summary>
    /// <exception cref="DiskFullException">There is no room for it.</exception>
    public static void CreateFolder(string path, IFolderFlush folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (Directory.Exists(path)) return;
        string parent = FolderOf(path);
        CreateFolder(parent, folders);
        DiskFullException.Translate(path, () =>
        {
            Faults.Pass(FaultPoint.CreateFolder, path);
            Directory.CreateDirectory(path);
        });
        FlushFolder(parent, folders);
    }

    private static void FlushFolder(string folder, IFolderFlush folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        Faults.Pass(FaultPoint.FlushFolder, folder);
        folders.Flush(folder);
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetPathRoot(Path.GetFullPath(path))!;
}
