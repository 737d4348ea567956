namespace PluginRender.Media;

/// <summary>What the bytes of a picture file say before it is decoded.</summary>
/// <param name="Kind">Its format.</param>
/// <param name="Width">Stored columns.</param>
/// <param name="Height">Stored rows.</param>
/// <param name="Orientation">EXIF orientation, 1–8 (CIPA DC-008, 4.6.4); 1 is upright.</param>
internal readonly record struct PictureHeader(PictureKind Kind, int Width, int Height, int Orientation)
{
    /// <summary>The formats that are read.</summary>
    public const string Formats = "JPEG, PNG or WebP";

    /// <summary>Why it is not decoded; null where nothing speaks against it.</summary>
    public OtherFile? Refusal { get; init; }

    /// <summary>Bytes that decoding and keeping it takes at most, beside the file; 0 where that goes by its pixels.</summary>
    public long DecodingBytes { get; init; }

    /// <summary>Columns once upright.</summary>
    public int UprightWidth => Orientation >= 5 ? Height : Width;

    /// <summary>Rows once upright.</summary>
    public int UprightHeight => Orientation >= 5 ? Width : Height;

    /// <summary>Recognizes a file by its contents, never by its name; null when it is none of the formats.</summary>
    public static PictureHeader? Parse(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return JpegHeader.Read(file);
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return PngHeader.Read(file);
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8)) return WebPHeader.Read(file);
        return null;
    }
}
