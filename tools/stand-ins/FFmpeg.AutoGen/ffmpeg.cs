// Stands in for FFmpeg.AutoGen 5.1.2.3: what is not generated - finding the libraries and AVERROR.
using System;
using System.Reflection;
using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

public static unsafe partial class ffmpeg
{
    static ffmpeg() => NativeLibrary.SetDllImportResolver(typeof(ffmpeg).Assembly, Resolve);

    /// <summary>Folder of the libraries; empty to let the system's loader find them. By default the program's, as in the package.</summary>
    public static string RootPath { get; set; } = AppDomain.CurrentDomain.BaseDirectory;

    /// <summary>A POSIX error code as FFmpeg returns it.</summary>
    public static int AVERROR<T1>(T1 a) => -Convert.ToInt32(a, System.Globalization.CultureInfo.InvariantCulture);

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? searchPath)
    {
        // The structs are laid out for these majors; another major would be read as garbage.
        int major = library switch
        {
            "avcodec" => LIBAVCODEC_VERSION_MAJOR,
            "avformat" => LIBAVFORMAT_VERSION_MAJOR,
            "avutil" => LIBAVUTIL_VERSION_MAJOR,
            "swscale" => LIBSWSCALE_VERSION_MAJOR,
            _ => 0,
        };
        if (major == 0) return 0;
        string name = $"lib{library}.so.{major}";
        string path = RootPath.Length == 0 ? name : System.IO.Path.Combine(RootPath, name);
        return NativeLibrary.TryLoad(path, out nint handle)
            ? handle
            : throw new DllNotFoundException(
                $"{path} was not found; install FFmpeg 5.1's libraries (Debian 12: libavcodec59 libavformat59 libavutil57 libswscale6)");
    }
}
