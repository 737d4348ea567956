namespace PluginRender.Rendering;

/// <summary>
/// Forces the names in a folder to the disk: a file that was flushed and renamed is there after a power cut only when its
/// folder was flushed after that. A port, since the base library has no call for it.
/// </summary>
public interface IFolderFlush
{
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    void Flush(string folder);
}
