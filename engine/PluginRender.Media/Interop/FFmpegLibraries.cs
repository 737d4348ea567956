using FFmpeg.AutoGen;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>The FFmpeg libraries of this machine.</summary>
public sealed class FFmpegLibraries
{
    // Dependencies first: the loader complains about one by the name of what needs it.
    private static readonly (string Library, string Function)[] Names =
    [
        ("libavutil.so.57", nameof(ffmpeg.avutil_version)), ("libavcodec.so.59", nameof(ffmpeg.avcodec_version)),
        ("libavformat.so.59", nameof(ffmpeg.avformat_version)), ("libswscale.so.6", nameof(ffmpeg.swscale_version)),
    ];

    private FFmpegLibraries(string versions) => Versions = versions;

    /// <summary>Such as "libavcodec 59.37.100, libavformat 59.27.100".</summary>
    public string Versions { get; }

    /// <summary>Loads the libraries and refuses a major that the bindings were not made for.</summary>
    /// <exception cref="MissingLibraryException">They are not there, or are another major.</exception>
    public static FFmpegLibraries Load()
    {
        try
        {
            NativeAllocator.ReturnLargeBlocks();
            // The genuine bindings look only where they are told; the empty path means the system's loader.
            ffmpeg.RootPath = "";
            ffmpeg.av_log_set_level(ffmpeg.AV_LOG_QUIET);
            Check("libavcodec", ffmpeg.avcodec_version(), ffmpeg.LIBAVCODEC_VERSION_MAJOR);
            Check("libavformat", ffmpeg.avformat_version(), ffmpeg.LIBAVFORMAT_VERSION_MAJOR);
            Check("libavutil", ffmpeg.avutil_version(), ffmpeg.LIBAVUTIL_VERSION_MAJOR);
            Check("libswscale", ffmpeg.swscale_version(), ffmpeg.LIBSWSCALE_VERSION_MAJOR);
        }
        catch (Exception e) when (e is DllNotFoundException or NotSupportedException or EntryPointNotFoundException)
        {
            string problem = LibraryOrigin.Problem(Names) ?? $"{e.Message}; run ./build.sh, which installs them";
            throw new MissingLibraryException($"the FFmpeg 5.1 libraries could not be loaded: {problem}", e);
        }

        return new FFmpegLibraries($"libavcodec {Show(ffmpeg.avcodec_version())}, libavformat {Show(ffmpeg.avformat_version())}");
    }

    private static void Check(string name, uint version, int wanted)
    {
        if (version >> 16 != wanted)
            throw new MissingLibraryException($"{LibraryOrigin.FileOf($"{name}.so")} is {name} {Show(version)}, but this build was made for {name} {wanted} (FFmpeg 5.1); install that version, or set LD_LIBRARY_PATH to where it is");
    }

    private static string Show(uint version) => $"{version >> 16}.{(version >> 8) & 0xff}.{version & 0xff}";
}

/// <summary>Something that rendering needs is not on this machine.</summary>
public sealed class MissingLibraryException(string message, Exception? inner = null) : Exception(message, inner), IFailure
{
    /// <inheritdoc/>
    public FailureKind Kind => FailureKind.Missing;
}
