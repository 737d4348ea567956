using System.Runtime.InteropServices;

namespace PluginRender.Media;

/// <summary>What a call came to.</summary>
/// <param name="IsFatal">Whether there is no picture.</param>
/// <param name="Text">The error, or the last warning about a picture that is there; empty where nothing is wrong.</param>
internal readonly record struct TurboJpegOutcome(bool IsFatal, string Text);

/// <summary>The order of packed samples (turbojpeg.h, TJPF).</summary>
internal enum TurboPixels
{
    /// <summary>Red, green, blue.</summary>
    Rgb = 0,

    /// <summary>One sample.</summary>
    Gray = 6,

    /// <summary>Four inks, as the file has them; YCCK becomes CMYK.</summary>
    Cmyk = 11,
}

/// <summary>libjpeg-turbo's decoder (TurboJPEG 2.1), loaded when a picture needs it. Warnings are no errors to it.</summary>
internal sealed unsafe partial class TurboJpeg : SafeHandle
{
    private const string Library = "libturbojpeg.so.0";

    // turbojpeg.h: TJERR_FATAL, and TJFLAG_LIMITSCANS against files of many scans that take minutes.
    private const int Fatal = 1;
    private const int LimitScans = 32768;

    private TurboJpeg(nint decoder)
        : base(decoder, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <exception cref="MissingLibraryException">The library is not installed.</exception>
    public static TurboJpeg Open()
    {
        try
        {
            return new TurboJpeg((nint)FFmpegError.Allocated((void*)tjInitDecompress(), "a JPEG decoder"));
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new MissingLibraryException($"a JPEG of an uncommon kind, a damaged one or one that is shown smaller needs {Library}; install the package libturbojpeg0", e);
        }
    }

    /// <summary>Decodes packed samples, scaled down where the size is that of a half, a quarter or an eighth, rounded up.</summary>
    public TurboJpegOutcome Decode(ReadOnlySpan<byte> jpeg, byte* pixels, int width, int height, TurboPixels format)
    {
        fixed (byte* bytes = jpeg) return Outcome(tjDecompress2(handle, bytes, (nuint)jpeg.Length, pixels, width, 0, height, (int)format, LimitScans));
    }

    /// <summary>Decodes planes of YCbCr, likewise.</summary>
    public TurboJpegOutcome DecodePlanes(ReadOnlySpan<byte> jpeg, byte** planes, int* strides, int width, int height)
    {
        fixed (byte* bytes = jpeg) return Outcome(tjDecompressToYUVPlanes(handle, bytes, (nuint)jpeg.Length, planes, width, strides, height, LimitScans));
    }

    protected override bool ReleaseHandle() => tjDestroy(handle) == 0;

    private TurboJpegOutcome Outcome(int code) => code == 0
        ? new TurboJpegOutcome(false, "")
        : new TurboJpegOutcome(tjGetErrorCode(handle) == Fatal, Marshal.PtrToStringUTF8(tjGetErrorStr2(handle)) ?? "");

    [LibraryImport(Library)]
    private static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    private static partial int tjDecompress2(nint decoder, byte* jpeg, nuint length, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library)]
    private static partial int tjDecompressToYUVPlanes(nint decoder, byte* jpeg, nuint length, byte** planes, int width, int* strides, int height, int flags);

    [LibraryImport(Library)]
    private static partial int tjGetErrorCode(nint decoder);

    [LibraryImport(Library)]
    private static partial nint tjGetErrorStr2(nint decoder);

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint decoder);
}
