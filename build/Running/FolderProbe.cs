using System.Runtime.InteropServices;
using PluginRender.Media;
using PluginRender.Rendering;

namespace PluginRender.Build.Running;

/// <summary>Whether files can be made in a folder: by making one. What permissions say is not all, as on disks that are read-only.</summary>
internal static class FolderProbe
{
    /// <summary>Why no file can be written in a folder, or it cannot be made in what there is; null when one can.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <exception cref="DiskFullException">There is no room for a name.</exception>
    public static string? WhyNotWritable(string folder)
    {
        string there = Existing(folder);
        string what = there == folder ? $"{folder} cannot be written to" : $"{folder} cannot be made in {there}";
        if (!Directory.Exists(there))
            return $"{(there == folder ? folder : $"{folder} cannot be made: {there}")} is {(FileStatus.Of(there, followsLink: true) is not null ? "no folder" : "a symbolic link that leads nowhere")}";
        return Refusal(there) is not { } refusal ? null
            : DiskFullException.IsMeantBy(refusal.Error) ? throw new DiskFullException(Path.Combine(there, "*"))
            : $"{what}: {refusal.Text}";
    }

    /// <summary>What the system says when a file is made in a folder that is there; null when it is made.</summary>
    public static (int Error, string Text)? Refusal(string folder)
    {
        try
        {
            using (new FileStream(TemporaryFile.Beside(Path.Combine(folder, "probe")), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            {
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not the whole message, which has the name of a file that nobody knows.
            return e is FileNotFoundException or DirectoryNotFoundException ? (0, "it takes no files")
                : ((e.InnerException ?? e).HResult is > 0 and int error) ? (error, Marshal.GetPInvokeErrorMessage(error))
                : (0, e.Message);
        }
    }

    /// <summary>The folder, or what there is above it: what is missing can be made there.</summary>
    public static string Existing(string folder)
    {
        string there = folder;
        while (FileStatus.Of(there, followsLink: false) is null && Path.GetDirectoryName(there) is { } above) there = above;
        return there;
    }
}
