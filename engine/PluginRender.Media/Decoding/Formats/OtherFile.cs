namespace PluginRender.Media;

/// <summary>What a file is that is not read, and what to do.</summary>
/// <param name="What">As a problem is told: "this is an HTML page".</param>
/// <param name="Remedy">What to do.</param>
internal readonly record struct OtherFile(string What, string Remedy)
{
    /// <summary>What to do with a picture of another kind.</summary>
    public const string Export = "export it as JPEG, PNG or WebP";

    /// <summary>Names a file by its first bytes.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="formats">What is read instead.</param>
    public static OtherFile Of(ReadOnlySpan<byte> file, string formats)
        => OfMediaFile(file) ?? OfPicture(file) ?? OfText(file) ?? new OtherFile("this is not a picture that can be read", $"give a {formats} file");

    private static OtherFile? OfPicture(ReadOnlySpan<byte> file)
    {
        if (Has(file, 0, [0xff, 0x0a]) || Has(file, 4, "JXL \r\n"u8)) return new("this is a JPEG XL picture", Export);
        if (Has(file, 4, "jP  \r\n"u8) || Has(file, 0, [0xff, 0x4f, 0xff, 0x51])) return new("this is a JPEG 2000 picture", Export);
        if (Has(file, 0, "8BPS"u8)) return new("this is a Photoshop document", Export);
        if (Has(file, 0, [0, 0, 1, 0]) && file.Length > 6 && file[4] is > 0 and < 64) return new("this is an icon (ICO)", Export);
        if (Has(file, 0, "gimp xcf"u8)) return new("this is a GIMP document", Export);
        if (Has(file, 0, [0x76, 0x2f, 0x31, 0x01])) return new("this is an OpenEXR picture", Export);
        if (Has(file, 0, "#?RADIANCE"u8) || Has(file, 0, "#?RGBE"u8)) return new("this is a Radiance HDR picture", Export);
        if (Has(file, 0, "qoif"u8)) return new("this is a QOI picture", Export);
        if (Has(file, 0, "P"u8) && file.Length > 2 && file[1] is >= (byte)'1' and <= (byte)'7' && file[2] is (byte)'\n' or (byte)' ') return new("this is a Netpbm picture", Export);
        if (Has(file, 0, "%PDF-"u8)) return new("this is a PDF document", "export its page as PNG");
        if (Has(file, 0, "%!PS"u8)) return new("this is a PostScript document", "export its page as PNG");
        return null;
    }

    private static OtherFile? OfMediaFile(ReadOnlySpan<byte> file)
    {
        if (Has(file, 4, "ftyp"u8) || Has(file, 4, "moov"u8) || Has(file, 4, "mdat"u8) || Has(file, 4, "wide"u8)) return new("this is a video or sound file (MP4 or QuickTime)", "give a picture");
        if (Has(file, 0, [0x1a, 0x45, 0xdf, 0xa3])) return new("this is a video file (Matroska or WebM)", "give a picture");
        if (Has(file, 0, "RIFF"u8)) return new("this is a RIFF file, but no WebP picture", "give a picture");
        if (Has(file, 0, "ID3"u8) || Has(file, 0, "OggS"u8) || Has(file, 0, "fLaC"u8)) return new("this is a sound file", "give a picture");
        if (Has(file, 0, "PK\u0003\u0004"u8)) return new("this is a ZIP archive or an office document", "unpack it, or export the picture from it");
        if (Has(file, 0, [0x1f, 0x8b])) return new("this is a gzip file", "unpack it");
        return null;
    }

    private static OtherFile? OfText(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> start = file[..Math.Min(file.Length, 1024)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf])) start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        Span<byte> lower = stackalloc byte[start.Length];
        System.Text.Ascii.ToLower(start, lower, out int written);
        lower = lower[..written];
        if (lower.StartsWith("<!doctype html"u8) || lower.StartsWith("<html"u8)) return new("this is an HTML page, as a server answers whose address is wrong", "download the picture again");
        if (lower.StartsWith("<svg"u8) || (lower.StartsWith("<?xml"u8) && lower.IndexOf("<svg"u8) >= 0)) return new("this is an SVG drawing", "export it as PNG, as large as it is to be shown");
        if (lower.StartsWith("version https://git-lfs"u8)) return new("this is a pointer of Git LFS, not the file itself", "run git lfs pull");
        if (lower.StartsWith("<?xml"u8)) return new("this is an XML file", "give a picture");
        return null;
    }

    private static bool Has(ReadOnlySpan<byte> file, int at, ReadOnlySpan<byte> bytes) => file.Length >= at && file[at..].StartsWith(bytes);
}
