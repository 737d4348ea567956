using System.Security.Cryptography;
using System.Text;
using PluginRender.Media;

namespace PluginRender.Build.Rendering;

/// <summary>
/// One render at a time writes a video and what stands beside it: a lock that ends with the process, on an empty hidden file
/// beside it. Two that take turns with the files would leave the report of one with the video of the other.
/// </summary>
internal sealed class OutputClaim : IDisposable
{
    /// <summary>EWOULDBLOCK of Linux: another process has it.</summary>
    private const int IsTaken = 11;

    private readonly string file;
    private readonly FileStream held;

    private OutputClaim(string file, FileStream held) => (this.file, this.held) = (file, held);

    /// <summary>Claims an output.</summary>
    /// <param name="output">The video, in an existing folder.</param>
    /// <returns>Null where locks cannot be had: a render needs none.</returns>
    /// <exception cref="TaskFailedException">Another render is writing it.</exception>
    public static OutputClaim? Take(string output)
    {
        string folder = Path.GetDirectoryName(output)!;
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(output)));
        string file = Path.Combine(folder, $".{Convert.ToHexStringLower(name.AsSpan(0, 8))}.lock");
        while (true)
        {
            FileStream held;
            try
            {
                held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException e) when (e.HResult == IsTaken)
            {
                throw new TaskFailedException(ExitCode.Retry, $"{output}: another render is writing it; wait until that has ended, or give another --output=FILE", e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }

            // The one before may have removed the file after this one opened it: then the lock is on a file that nobody finds.
            FileStatus? locked = FileStatus.Of($"/proc/self/fd/{held.SafeFileHandle.DangerousGetHandle()}", followsLink: true);
            if (locked is null || locked.Inode == FileStatus.Of(file, followsLink: false)?.Inode) return new OutputClaim(file, held);
            held.Dispose();
        }
    }

    public void Dispose()
    {
        // While it is locked: who opens it afterwards makes a new one.
        File.Delete(file);
        held.Dispose();
    }
}
