using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using FFmpeg.AutoGen;

namespace PluginRender.Media;

/// <summary>
/// What the libraries log of level error and worse on this thread, from when it is made until it is disposed, which is on the
/// same thread. Nothing of it is printed, and other threads' lines are dropped meanwhile, as they are without it. Two threads
/// that want this wait for each other: the libraries have one callback for the whole process.
/// </summary>
internal sealed unsafe class LoggedErrors : IDisposable
{
    private const int MostOfALine = 1024;
    private const int MostCollected = 4096;
    private const int MostTold = 300;

    private static readonly Lock OneAtATime = new();

    // The libraries never tell which callback is set, and the bindings would wrap this one in managed code.
    private static readonly nint DefaultCallback = NativeLibrary.GetExport(NativeLibrary.Load($"libavutil.so.{ffmpeg.LIBAVUTIL_VERSION_MAJOR}"), "av_log_default_callback");

    // C hands the callback nothing that would lead to an object.
    [ThreadStatic]
    private static LoggedErrors? current;

    private readonly StringBuilder collected = new();

    public LoggedErrors()
    {
        // Before anything is changed: it throws where the library is not there.
        _ = DefaultCallback;
        OneAtATime.Enter();
        current = this;
        delegate* unmanaged[Cdecl]<void*, int, byte*, byte*, void> receive = &Receive;
        ffmpeg.av_log_set_callback(new av_log_set_callback_callback_func { Pointer = (nint)receive });
    }

    /// <summary>The different lines, in order, with "; " between them, of at most 300 characters; empty where nothing was logged.</summary>
    public string Told
    {
        get
        {
            string told = string.Join("; ", collected.ToString().Split('\n').Select(Printable).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal));
            return told.Length <= MostTold ? told : told[..(MostTold - 1)] + "…";
        }
    }

    public void Dispose()
    {
        ffmpeg.av_log_set_callback(new av_log_set_callback_callback_func { Pointer = DefaultCallback });
        current = null;
        OneAtATime.Exit();
    }

    // The callback gets everything: the level that is set is looked at by the default one only.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Receive(void* source, int level, byte* format, byte* arguments)
    {
        try
        {
            // A color may be in the bits above the lowest eight.
            if (current is { } errors && (level & 0xff) <= ffmpeg.AV_LOG_ERROR) errors.Collect(source, level, format, arguments);
        }
        catch (Exception)
        {
            // C code is the caller and must not see it; a line less is told.
        }
    }

    private static string Printable(string line)
        => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    private void Collect(void* source, int level, byte* format, byte* arguments)
    {
        if (collected.Length >= MostCollected) return;
        byte* line = stackalloc byte[MostOfALine];
        // The prefix has the address of the encoder, which helps nobody.
        int prefix = 0;
        if (ffmpeg.av_log_format_line2(source, level, Marshal.PtrToStringUTF8((nint)format)!, arguments, line, MostOfALine, &prefix) >= 0)
            collected.Append(Marshal.PtrToStringUTF8((nint)line));
    }
}
