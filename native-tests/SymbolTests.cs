using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

public class SymbolTests
{
    [Fact]
    public void Function_EveryOne_IsExportedByItsLibrary()
    {
        // A list that cannot be read must not pass.
        Assert.True(UsedNames.Functions.Count >= 50, $"only {UsedNames.Functions.Count} functions");
        string[] missing = [.. UsedNames.Functions
            .Where(p => !NativeLibrary.TryGetExport(NativeLibrary.Load(FileName(p.Library)), p.Method.Name, out _))
            .Select(p => $"{p.Method.Name} is not in {FileName(p.Library)}")];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    // The genuine package binds at the first call; of its methods this only asks that they are there.
    [Fact]
    public void Function_EveryOne_BindsThroughTheResolver()
        => Assert.All(UsedNames.Functions, f => Marshal.Prelink(f.Method));

    [Fact]
    public void Library_Version_HasTheMajorOfTheHeaders()
    {
        Assert.Equal(ffmpeg.LIBAVCODEC_VERSION_MAJOR, (int)(ffmpeg.avcodec_version() >> 16));
        Assert.Equal(ffmpeg.LIBAVFORMAT_VERSION_MAJOR, (int)(ffmpeg.avformat_version() >> 16));
        Assert.Equal(ffmpeg.LIBAVUTIL_VERSION_MAJOR, (int)(ffmpeg.avutil_version() >> 16));
        Assert.Equal(ffmpeg.LIBSWSCALE_VERSION_MAJOR, (int)(ffmpeg.swscale_version() >> 16));
    }

    private static string FileName(string library)
    {
        object major = typeof(ffmpeg).GetField($"LIB{library.ToUpperInvariant()}_VERSION_MAJOR")!.GetRawConstantValue()!;
        return string.Create(CultureInfo.InvariantCulture, $"lib{library}.so.{major}");
    }
}
