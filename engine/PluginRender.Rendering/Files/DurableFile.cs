namespace PluginRender.Rendering;

/// <summary>Files that appear whole or not at all.</summary>
public static class DurableFile
{
    /// <summary>Forces a file's contents to the disk.</summary>
    public static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Writes beside the path, flushes and renames.</summary>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        string beside = TemporaryFile.Beside(path);
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(contents);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
