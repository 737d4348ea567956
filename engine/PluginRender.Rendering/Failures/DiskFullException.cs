using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>A file could not be written for want of space.</summary>
public sealed class DiskFullException : IOException
{
    // errno.h of Linux: no space left on the device, and quota exceeded.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <param name="path">The file or folder that was being written.</param>
    /// <param name="inner">What the system said.</param>
    public DiskFullException(string path, Exception? inner = null)
        : base($"{path}: no space left on the disk{Room(path)}; free some there and start the same command again: finished chunks are kept", inner)
        => Path = path;

    /// <summary>What was being written.</summary>
    public string Path { get; }

    /// <summary>Whether an error's number means that there is no space.</summary>
    public static bool IsMeantBy(int error) => error is NoSpace or QuotaExceeded;

    /// <summary>Runs what writes a file; a lack of space gets the file's name.</summary>
    public static void Translate(string path, Action write)
    {
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            write();
        }
        catch (IOException e) when (e is not DiskFullException && IsMeantBy(e.HResult))
        {
            throw new DiskFullException(path, e);
        }
    }

    private static string Room(string path)
    {
        try
        {
            // A file system is found by any path in it; the file itself may be gone by now.
            var drive = new DriveInfo(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            return $", of which {Counted.Bytes(drive.AvailableFreeSpace)} of {Counted.Bytes(drive.TotalSize)} are free";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
