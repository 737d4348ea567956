namespace PluginRender.Rendering;

/// <summary>One process at a time in a folder, by a lock on a file in it that the system ends with the process.</summary>
internal static class FolderLock
{
    private const string Name = "lock";

    /// <summary>EWOULDBLOCK of Linux: another process has it.</summary>
    private const int IsTaken = 11;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits for the lock; null when it cannot be had: held too long, or the folder cannot be written.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="time">Tells when waiting has been long enough.</param>
    public static IDisposable? TryTake(string folder, TimeProvider time)
    {
        long start = time.GetTimestamp();
        string file = Path.Combine(folder, Name);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException e) when (e.HResult == IsTaken)
            {
                if (time.GetElapsedTime(start) > Patience) return null;
                Thread.Sleep(Pause);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }
}
