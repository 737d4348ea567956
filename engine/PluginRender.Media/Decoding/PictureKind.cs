namespace PluginRender.Media;

/// <summary>The formats of pictures that are read, which a file is by its contents.</summary>
internal enum PictureKind
{
    /// <summary>ITU-T T.81.</summary>
    Jpeg,

    /// <summary>ISO/IEC 15948.</summary>
    Png,

    /// <summary>RFC 9649.</summary>
    WebP,

    /// <summary>GIF87a and GIF89a.</summary>
    Gif,

    /// <summary>OS/2's and Windows'.</summary>
    Bmp,

    /// <summary>TIFF 6.0.</summary>
    Tiff,

    /// <summary>AVIF and HEIC (ISO/IEC 23008-12).</summary>
    Heif,
}
