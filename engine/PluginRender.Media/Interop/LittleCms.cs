using System.Globalization;
using System.Runtime.InteropServices;

namespace PluginRender.Media;

/// <summary>Little CMS 2, which is loaded when the first picture asks for it.</summary>
internal static unsafe partial class LittleCms
{
    // lcms2.h: COLORSPACE_SH(PT_…) | CHANNELS_SH(…) | BYTES_SH(…) | FLOAT_SH(1); 0 bytes are a double.
    private const uint XyzDouble = (1u << 22) | (9u << 16) | (3u << 3);
    private const uint GrayFloat = (1u << 22) | (3u << 16) | (1u << 3) | 4;
    private const uint RgbFloat = (1u << 22) | (4u << 16) | (3u << 3) | 4;
    private const uint CmykFloat = (1u << 22) | (6u << 16) | (4u << 3) | 4;

    // No shortened pipeline, whose tables would be less exact, and no memory of the last color.
    private const uint Flags = 0x0100 | 0x0040;
    private const uint Perceptual = 0;
    private const string Library = "liblcms2.so.2";
    private const string Missing = $"a picture has a color profile with tables, which needs Little CMS, and {Library} could not be loaded; run ./build.sh, which installs it (Debian: liblcms2-2)";

    /// <summary>As plans have it, such as "lcms2 2.14".</summary>
    /// <exception cref="MissingLibraryException">The library is not on this machine.</exception>
    public static string Version
    {
        get
        {
            int encoded = Loaded(GetEncodedCMMversion);
            return string.Create(CultureInfo.InvariantCulture, $"lcms2 {encoded / 1000}.{encoded % 1000 / 10:00}");
        }
    }

    /// <summary>A transform of device colors (floats, 0 to 1, inks 0 to 100) to XYZ relative to D50 (doubles); null where the profile is damaged.</summary>
    /// <exception cref="MissingLibraryException">The library is not on this machine.</exception>
    public static Pipeline? ToXyz(byte[] profile, SampleKind kind)
    {
        nint context = Loaded(() => CreateContext(0, 0));
        nint source = 0, target = 0;
        try
        {
            fixed (byte* bytes = profile) source = OpenProfileFromMem(context, bytes, (uint)profile.Length);
            target = CreateXYZProfile(context);
            if (source == 0 || target == 0) return null;
            uint format = kind switch { SampleKind.Gray => GrayFloat, SampleKind.Rgb => RgbFloat, _ => CmykFloat };
            nint transform = CreateTransform(context, source, format, target, XyzDouble, Perceptual, Flags);
            if (transform == 0) return null;
            var pipeline = new Pipeline(context, transform);
            context = 0;
            return pipeline;
        }
        finally
        {
            // A transform needs neither of them.
            if (source != 0) _ = CloseProfile(source);
            if (target != 0) _ = CloseProfile(target);
            if (context != 0) DeleteContext(context);
        }
    }

    private static T Loaded<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new MissingLibraryException(Missing, e);
        }
    }

    [LibraryImport(Library, EntryPoint = "cmsGetEncodedCMMversion")]
    private static partial int GetEncodedCMMversion();

    [LibraryImport(Library, EntryPoint = "cmsCreateContext")]
    private static partial nint CreateContext(nint plugin, nint userData);

    [LibraryImport(Library, EntryPoint = "cmsDeleteContext")]
    private static partial void DeleteContext(nint context);

    [LibraryImport(Library, EntryPoint = "cmsOpenProfileFromMemTHR")]
    private static partial nint OpenProfileFromMem(nint context, byte* bytes, uint length);

    [LibraryImport(Library, EntryPoint = "cmsCreateXYZProfileTHR")]
    private static partial nint CreateXYZProfile(nint context);

    [LibraryImport(Library, EntryPoint = "cmsCloseProfile")]
    private static partial int CloseProfile(nint profile);

    [LibraryImport(Library, EntryPoint = "cmsCreateTransformTHR")]
    private static partial nint CreateTransform(nint context, nint source, uint sourceFormat, nint target, uint targetFormat, uint intent, uint flags);

    [LibraryImport(Library, EntryPoint = "cmsDoTransform")]
    private static partial void DoTransform(nint transform, float* source, double* target, uint count);

    [LibraryImport(Library, EntryPoint = "cmsDeleteTransform")]
    private static partial void DeleteTransform(nint transform);

    /// <summary>A transform with the context that it lives in.</summary>
    internal sealed class Pipeline(nint context, nint transform) : IDisposable
    {
        private nint transform = transform;

        /// <summary>Transforms colors.</summary>
        /// <param name="device">Their channels, one color after the other.</param>
        /// <param name="xyz">Three for each.</param>
        public void Apply(ReadOnlySpan<float> device, Span<double> xyz)
        {
            ObjectDisposedException.ThrowIf(transform == 0, this);
            fixed (float* source = device)
            fixed (double* target = xyz)
                DoTransform(transform, source, target, (uint)(xyz.Length / 3));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (transform == 0) return;
            DeleteTransform(transform);
            DeleteContext(context);
            transform = 0;
        }
    }
}
