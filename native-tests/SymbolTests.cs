using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

public class SymbolTests
{
    private static readonly (MethodInfo Method, string Library)[] Imports =
        [.. typeof(ffmpeg).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(m => (Method: m, Import: m.GetCustomAttribute<DllImportAttribute>()))
            .Where(p => p.Import is not null).Select(p => (p.Method, p.Import!.Value))];

    [Fact]
    public void Import_EveryFunction_IsExportedByItsLibrary()
    {
        Assert.True(Imports.Length >= 50, $"only {Imports.Length} imports");
        string[] missing = [.. Imports
            .Where(p => !NativeLibrary.TryGetExport(NativeLibrary.Load(FileName(p.Library)), p.Method.Name, out _))
            .Select(p => $"{p.Method.Name} is not in {FileName(p.Library)}")];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Import_EveryFunction_BindsThroughTheResolver()
    {
        foreach ((MethodInfo method, _) in Imports) Marshal.Prelink(method);
    }

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
