using System.Runtime.InteropServices;
using FFmpeg.AutoGen;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>Return codes of the libraries.</summary>
internal static unsafe class FFmpegError
{
    // errno.h of Linux; the bindings do not name them.
    private const int InputOutputError = 5;
    private const int OutOfMemory = 12;
    private const int NotPermitted = 1;
    private const int NoSuchFile = 2;
    private const int AccessDenied = 13;
    private const int IsFolder = 21;
    private const int FileTooLarge = 27;
    private const int ReadOnlyFileSystem = 30;
    private const int NameTooLong = 36;
    private const int StaleHandle = 116;

    /// <summary>Throws unless a call succeeded.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="operation">What was being done, for the message.</param>
    public static int Check(int code, string operation)
        => code >= 0 ? code
            : code == ffmpeg.AVERROR(OutOfMemory) ? throw new InsufficientMemoryException($"{operation}: out of memory; start again with less in use, or with fewer --workers")
            : throw new EncodingException($"{operation}: {Describe(code)}", code);

    /// <summary>Throws unless a call succeeded that writes a file.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="path">The file.</param>
    /// <param name="operation">What was being done, for the message.</param>
    public static int CheckWriting(int code, string path, string operation)
        => code >= 0 ? code
            : DiskFullException.IsMeantBy(-code) ? throw new DiskFullException(path)
            : IsRefused(-code) ? throw new IOException($"{path}: {operation}: {Describe(code)}", -code)
            : code == ffmpeg.AVERROR(InputOutputError) ? throw new IOException($"{path}: {operation}: {Describe(code)}; the disk fails, start again on another one")
            : Check(code, $"{path}: {operation}");

    /// <summary>Throws unless a call succeeded that reads a file.</summary>
    /// <param name="code">What it returned.</param>
    /// <param name="path">The file.</param>
    /// <param name="operation">What was being done, for the message.</param>
    public static int CheckReading(int code, string path, string operation)
        => code == ffmpeg.AVERROR(OutOfMemory) && HasMemoryFor(new FileInfo(path).Length)
            ? throw new EncodingException($"{path}: {operation}: it declares tables larger than itself, so it is damaged", ffmpeg.AVERROR_INVALIDDATA)
            : Check(code, $"{path}: {operation}");

    // A demuxer that is asked for more than av_max_alloc says "out of memory" of a damaged file too. No table of a sound
    // file is larger than the file, so where that much can be had it is not memory that is wanting.
    private static bool HasMemoryFor(long bytes)
    {
        const long most = 256 << 20;
        try
        {
            NativeMemory.Free(NativeMemory.Alloc((nuint)Math.Clamp(bytes, 1, most)));
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Whether an error's number says that a file cannot be written there, whatever is encoded.</summary>
    private static bool IsRefused(int error)
        => error is NotPermitted or NoSuchFile or AccessDenied or IsFolder or FileTooLarge or ReadOnlyFileSystem or NameTooLong or StaleHandle;

    public static string Describe(int code)
    {
        const int size = 256;
        byte* text = stackalloc byte[size];
        return ffmpeg.av_strerror(code, text, size) == 0
            ? Marshal.PtrToStringUTF8((nint)text)!
            : $"error {code}";
    }

    /// <summary>Throws when an allocation failed.</summary>
    public static void* Allocated(void* pointer, string what)
        => pointer != null && Faults.At(FaultPoint.Allocation) == 0
            ? pointer
            : throw new InsufficientMemoryException($"{what} could not be allocated; start again with less memory in use, or with fewer --workers");
}
