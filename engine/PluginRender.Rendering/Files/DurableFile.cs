namespace PluginRender.Rendering;

/// <summary>Files that appear whole or not at all, and that are still there after a power cut.</summary>
public static class DurableFile
{
    /// <summary>Forces a file's contents to the disk.</summary>
    public static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Gives a flushed file its final name, and makes the name durable.</summary>
    public static void Rename(string path, string final, IFolderFlush folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        File.Move(path, final, overwrite: true);
        folders.Flush(FolderOf(final));
    }

    /// <summary>Writes beside the path, flushes, renames, and makes the name durable.</summary>
    public static void Write(string path, ReadOnlySpan<byte> contents, IFolderFlush folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string beside = TemporaryFile.Beside(path);
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(contents);
                stream.Flush(flushToDisk: true);
            }

            Rename(beside, path, folders);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Creates a folder with those it lies in, as far as they are missing, and makes their names durable.</summary>
    public static void CreateFolder(string path, IFolderFlush folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (Directory.Exists(path)) return;
        string parent = FolderOf(path);
        CreateFolder(parent, folders);
        Directory.CreateDirectory(path);
        folders.Flush(parent);
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetPathRoot(Path.GetFullPath(path))!;
}
