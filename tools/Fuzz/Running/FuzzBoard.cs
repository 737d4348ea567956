using System.IO.MemoryMappedFiles;

namespace PluginRender.Fuzz.Running;

/// <summary>Where a process notes which input it is about to read: what is known of it when it is gone.</summary>
internal sealed class FuzzBoard : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    public FuzzBoard(string path)
    {
        file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, 16);
        view = file.CreateViewAccessor();
    }

    /// <summary>The input being read.</summary>
    public long Input
    {
        get => view.ReadInt64(0);
        set => view.Write(0, value);
    }

    /// <summary>How many were accepted.</summary>
    public long Accepted
    {
        get => view.ReadInt64(8);
        set => view.Write(8, value);
    }

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
