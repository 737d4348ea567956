using PluginRender.Media;
using PluginRender.Rendering;

namespace PluginRender.Build.Doctor;

/// <summary>Whether FFmpeg's shared libraries, of the versions that the bindings are made for, can be loaded, and which encoders open.</summary>
internal sealed class FFmpegExamination : IExamination
{
    private const string Install = "sudo apt-get install libavcodec59 libavformat59 libavutil57 libswscale6 (Debian 12; elsewhere FFmpeg 5.1's shared libraries)";

    private static string RemedyFor(MissingLibraryException e) => e.Message.Contains("LD_LIBRARY_PATH", StringComparison.Ordinal)
        ? "start it without that variable: env -u LD_LIBRARY_PATH ./build.sh …" : Install;

    public IEnumerable<Finding> Examine()
    {
        FFmpegLibraries libraries;
        Finding? missing = null;
        try
        {
            libraries = FFmpegLibraries.Load();
        }
        catch (MissingLibraryException e)
        {
            missing = new Finding("FFmpeg", e.Message, RemedyFor(e), ExitCode.Missing);
            libraries = null!;
        }

        if (missing is not null)
        {
            yield return missing;
            yield break;
        }

        yield return new Finding("FFmpeg", libraries.Versions);
        var encoders = new FrameEncoderFactory();
        yield return encoders.Refusal("libx264") is not { } reason
            ? new Finding("libx264", "opens")
            : new Finding("libx264", $"does not open: {reason}", "sudo apt-get install --reinstall libavcodec59 libx264-164 (Debian 12)", ExitCode.Missing);
        yield return new Finding("h264_nvenc", encoders.Refusal("h264_nvenc") is { } why ? $"does not open here ({why}); only --encoder=h264_nvenc needs it" : "opens");
    }
}
