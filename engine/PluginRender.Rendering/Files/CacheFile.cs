namespace PluginRender.Rendering;

/// <summary>Files of a cache that can be made again: they appear whole, and what a power cut spoils is found out by who reads them.</summary>
internal static class CacheFile
{
    /// <summary>Writes a file with the folders it lies in; one that is there is replaced. Not flushed to the disk.</summary>
    public static void Write(string path, byte[] contents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string beside = TemporaryFile.Beside(path);
        try
        {
            File.WriteAllBytes(beside, contents);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
