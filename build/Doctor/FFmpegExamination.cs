using System.Runtime.InteropServices;

namespace PluginRender.Build.Doctor;

/// <summary>Whether FFmpeg's shared libraries, of the versions that the bindings are made for, can be loaded.</summary>
internal sealed class FFmpegExamination : IExamination
{
    private static readonly string[] Libraries = ["libavcodec.so.59", "libavformat.so.59", "libavutil.so.57", "libswscale.so.6"];

    public IEnumerable<Finding> Examine()
    {
        string[] missing = [.. Libraries.Where(library => !CanLoad(library))];
        yield return missing.Length == 0
            ? new Finding("FFmpeg", string.Join(", ", Libraries))
            : new Finding("FFmpeg", string.Join(", ", missing) + " missing", "install Debian's libavcodec59 libavformat59 libavutil57 libswscale6.");
    }

    private static bool CanLoad(string library)
    {
        bool loaded = NativeLibrary.TryLoad(library, out nint handle);
        if (loaded)
            NativeLibrary.Free(handle);
        return loaded;
    }
}
