using System.Runtime.InteropServices;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Flushes folders by fsync(2).</summary>
public sealed partial class FolderFlush : IFolderFlush
{
    // fcntl.h of Linux, the same on x86 and ARM.
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    // errno.h
    private const int Interrupted = 4;
    private const int InvalidArgument = 22;
    private const int ReadOnlyFileSystem = 30;

    /// <inheritdoc/>
    public void Flush(string folder)
    {
        int descriptor = Open(folder, ReadOnly | CloseOnExec);
        if (descriptor < 0) throw Failed(folder, "opening");
        try
        {
            int error;
            do error = Synchronize(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
            while (error == Interrupted);
            // Some file systems have nothing to flush in a folder, and say so.
            if (error is not (0 or InvalidArgument or ReadOnlyFileSystem)) throw Failed(folder, "flushing");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failed(string folder, string operation)
        => new($"{folder}: {operation} the folder failed: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
