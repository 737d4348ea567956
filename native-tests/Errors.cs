using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace PluginRender.NativeTests;

internal static unsafe class Errors
{
    public static string Text(int code)
    {
        byte* buffer = stackalloc byte[256];
        _ = ffmpeg.av_strerror(code, buffer, 256);
        return Marshal.PtrToStringUTF8((nint)buffer)!;
    }

    public static void Check(int code) => Assert.True(code >= 0, $"FFmpeg gave {code}: {Text(code)}");
}
