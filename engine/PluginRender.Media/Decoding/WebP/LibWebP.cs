using System.Runtime.InteropServices;

namespace PluginRender.Media;

/// <summary>
/// libwebp's incremental decoder (webp/decode.h), which has the rows of a picture that is cut off. libavcodec decodes whole
/// pictures only. Debian's libavcodec depends on this library.
/// </summary>
internal sealed unsafe partial class LibWebP : SafeHandle
{
    private const string Library = "libwebp.so.7";
    private const int Rgba = 1, Ok = 0;

    private readonly nint bytes;

    private LibWebP(nint decoder, nint bytes)
        : base(decoder, ownsHandle: true) => this.bytes = bytes;

    public override bool IsInvalid => handle == 0;

    /// <summary>Whether all of the picture was there.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Decodes what there is.</summary>
    /// <param name="webp">A file of one picture.</param>
    /// <exception cref="MissingLibraryException">The library is not installed.</exception>
    public static LibWebP Decode(ReadOnlySpan<byte> webp)
    {
        nint copy = (nint)NativeMemory.Alloc((nuint)webp.Length);
        try
        {
            webp.CopyTo(new Span<byte>((void*)copy, webp.Length));
            nint decoder = (nint)FFmpegError.Allocated((void*)WebPINewRGB(Rgba, 0, 0, 0), "a WebP decoder");
            int status = WebPIUpdate(decoder, copy, (nuint)webp.Length);
            return new LibWebP(decoder, copy) { IsWhole = status == Ok };
        }
        catch (DllNotFoundException e)
        {
            NativeMemory.Free((void*)copy);
            throw new MissingLibraryException($"a damaged or animated WebP needs {Library}; install the package libwebp7", e);
        }
    }

    /// <summary>The rows that are there: 8-bit RGBA, not premultiplied, until this is disposed of.</summary>
    /// <param name="rows">How many, from the first one on.</param>
    /// <param name="stride">Bytes from one to the next.</param>
    public byte* Pixels(out int rows, out int stride)
    {
        byte* pixels = (byte*)WebPIDecGetRGB(handle, out rows, out _, out _, out stride);
        if (pixels == null) rows = 0;
        return pixels;
    }

    protected override bool ReleaseHandle()
    {
        WebPIDelete(handle);
        NativeMemory.Free((void*)bytes);
        return true;
    }

    [LibraryImport(Library)]
    private static partial nint WebPINewRGB(int colorspace, nint buffer, nuint size, int stride);

    [LibraryImport(Library)]
    private static partial int WebPIUpdate(nint decoder, nint data, nuint size);

    [LibraryImport(Library)]
    private static partial nint WebPIDecGetRGB(nint decoder, out int lastRow, out int width, out int height, out int stride);

    [LibraryImport(Library)]
    private static partial void WebPIDelete(nint decoder);
}
