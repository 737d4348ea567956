namespace PluginRender.Media;

/// <summary>What a JPEG is, and whether it is decoded.</summary>
internal static class JpegHeader
{
    /// <summary>What its segments say.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        JpegStructure jpeg = JpegStructure.Parse(file);
        return new PictureHeader(PictureKind.Jpeg, jpeg.Width, jpeg.Height, ExifOrientation.Of(file[jpeg.Exif]))
        {
            Refusal = Refusal(jpeg, file.Length) is { } what ? new OtherFile(what, Remedy(jpeg)) : null,
            DecodingBytes = JpegMemory.Of(jpeg, 1),
        };
    }

    private static string? Refusal(JpegStructure jpeg, int length)
    {
        if (jpeg.Process == 0) return jpeg.ScanStart is null ? "the file is cut off before its first row" : "its header is damaged: it does not say how large the picture is";
        if (jpeg.Process == 0xf7) return "this is a JPEG-LS picture";
        if (jpeg.Process is 0xc3 or 0xc7 or 0xcb or 0xcf) return "this is a lossless JPEG, as scanners and raw converters write them";
        if (jpeg.Process is 0xc5 or 0xc6 or 0xcd or 0xce) return "this is a hierarchical JPEG";
        if (jpeg.Precision != 8) return $"this is a JPEG with {jpeg.Precision} bits a sample, and only those with 8 are read";
        if (jpeg.Components.Count is not (1 or 3 or 4)) return $"this is a JPEG with {jpeg.Components.Count} color components, which no color space has";
        if (jpeg.Height == 0) return "this is a JPEG whose number of rows stands after them (DNL)";
        return jpeg.ScanStart is not { } start || start >= length ? "the file is cut off before its first row" : null;
    }

    private static string Remedy(JpegStructure jpeg)
        => jpeg.Process == 0 || jpeg.ScanStart is null || (jpeg.Precision == 8 && jpeg.Process <= 0xc2 && jpeg.Height > 0) ? "copy or export the picture again" : OtherFile.Export;
}
