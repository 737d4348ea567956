namespace PluginRender.Media;

/// <summary>What the bytes of a picture file say before it is decoded.</summary>
/// <param name="Kind">Its format.</param>
/// <param name="Width">Stored columns.</param>
/// <param name="Height">Stored rows.</param>
/// <param name="Orientation">EXIF orientation, 1–8 (CIPA DC-008, 4.6.4); 1 is upright.</param>
internal readonly record struct PictureHeader(PictureKind Kind, int Width, int Height, int Orientation)
{
    /// <summary>The formats that are read.</summary>
    public const string Formats = "JPEG, PNG, WebP, AVIF, HEIC, GIF, BMP or TIFF";

    /// <summary>Bytes a pixel as it is kept where chroma has as many samples as luma.</summary>
    private const int KeptBytes = 3;

    private const string ExportAgain = "export the picture again";

    /// <summary>Why it is not decoded; null where nothing speaks against it.</summary>
    public OtherFile? Refusal { get; init; }

    /// <summary>Bytes that decoding and keeping it takes at most, beside the file; 0 where that goes by its pixels.</summary>
    public long DecodingBytes { get; init; }

    /// <summary>Columns once upright.</summary>
    public int UprightWidth => Orientation >= 5 ? Height : Width;

    /// <summary>Rows once upright.</summary>
    public int UprightHeight => Orientation >= 5 ? Width : Height;

    /// <summary>Recognizes a file by its contents, never by its name.</summary>
    /// <returns>Null where it is none of the formats; see <see cref="OtherFile"/>.</returns>
    public static PictureHeader? Parse(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])) return JpegHeader.Read(file);
        if (PngChunks.Begins(file)) return Png(file);
        if (WebPChunks.Begins(file)) return WebP(file);
        if (HeifFile.Begins(file)) return HeifHeader.Read(file);
        if (GifHeader.Begins(file)) return Of(PictureKind.Gif, GifHeader.Size(file));
        if (BmpHeader.Begins(file)) return Of(PictureKind.Bmp, BmpHeader.Size(file));
        return TiffHeader.Begins(file) ? Tiff(TiffHeader.Of(file)) : null;
    }

    /// <summary>Frames of up to 4 bytes a pixel, and what is kept, with chroma at full resolution.</summary>
    private static PictureHeader Of(PictureKind kind, (int Width, int Height) size) => new(kind, size.Width, size.Height, 1)
    {
        DecodingBytes = (4 + KeptBytes) * Pixels(size.Width, size.Height),
    };

    private static long Pixels(int width, int height) => Math.Max(0, width) * (long)Math.Max(0, height);

    private static PictureHeader Png(ReadOnlySpan<byte> file)
    {
        if (PngChunks.Parse(file) is not { } chunks)
            return new PictureHeader(PictureKind.Png, 0, 0, 1) { Refusal = new OtherFile("its header is damaged, or of a PNG that does not exist", ExportAgain) };
        PngImageHeader image = chunks.Header;
        return new PictureHeader(PictureKind.Png, image.Width, image.Height, ExifOrientation.Of(file[chunks.Exif]))
        {
            Refusal = chunks.Data.Count == 0 ? new OtherFile("the file is cut off before its first row", "copy or export the picture again")
                : image.Color == PngColorType.Palette && file[chunks.Palette].IsEmpty ? new OtherFile("its palette is missing", ExportAgain)
                : null,
            // Rows are read one by one; only passes of an interlaced picture have to wait for each other.
            DecodingBytes = (KeptBytes + (image.IsInterlaced ? image.FilterStep : 0)) * Pixels(image.Width, image.Height),
        };
    }

    private static PictureHeader WebP(ReadOnlySpan<byte> file)
    {
        WebPChunks chunks = WebPChunks.Parse(file);
        ReadOnlySpan<byte> exif = file[chunks.Exif];
        return new PictureHeader(PictureKind.WebP, chunks.Width, chunks.Height, ExifOrientation.Of(exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif))
        {
            Refusal = file[chunks.Samples].IsEmpty ? new OtherFile("the file is cut off before its first row", "copy or export the picture again")
                : chunks.FrameSize.Width > chunks.Width || chunks.FrameSize.Height > chunks.Height ? new OtherFile("its frame is larger than the picture", ExportAgain)
                : null,
            // A lossless one is decoded as 4 bytes a pixel, beside as many of its own.
            DecodingBytes = (8 + KeptBytes) * Pixels(chunks.Width, chunks.Height),
        };
    }

    private static PictureHeader Tiff(TiffHeader tiff) => new(PictureKind.Tiff, tiff.Width, tiff.Height, tiff.Orientation)
    {
        Refusal = tiff.Refusal is { } what ? new OtherFile(what, OtherFile.Export) : null,
        // Up to four samples of 16 bits.
        DecodingBytes = (8 + KeptBytes) * Pixels(tiff.Width, tiff.Height),
    };
}
