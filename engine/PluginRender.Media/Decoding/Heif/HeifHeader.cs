namespace PluginRender.Media;

/// <summary>What the meta box of a HEIF file says of the picture that is shown.</summary>
internal static class HeifHeader
{
    /// <summary>Reads it.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        HeifFile heif = HeifFile.Parse(file);
        string name = heif.IsAv1 ? "AVIF" : "HEIC, as iPhones write it,";
        if (heif.Primary is not { } item || item.Property("ispe") is not { } extent)
            return new PictureHeader(PictureKind.Heif, 0, 0, 1) { Refusal = new OtherFile($"this is {name} without a picture that is read", OtherFile.Export) };
        var reader = new HeifReader(file, extent);
        reader.FullBox();
        (int width, int height) = (Side(reader.Next(4)), Side(reader.Next(4)));
        return new PictureHeader(PictureKind.Heif, width, height, Orientation(item, file))
        {
            Refusal = item.Type is not ("av01" or "hvc1" or "grid") ? new OtherFile($"this is {name} of a kind that is not read ({Printable(item.Type)})", OtherFile.Export)
                : item.Data.Count == 0 || item.IsCutOff ? new OtherFile("the file is cut off", "copy or export the picture again")
                : null,
            // A tile, or a row of them, with up to 6 bytes a pixel, its opacity, and what is kept.
            DecodingBytes = 15L * Math.Max(0, Math.Min(width, 65536)) * Math.Max(0, Math.Min(height, 65536)),
        };
    }

    /// <summary>The EXIF orientation that is what the item's rotation and mirroring do; Exif itself does not count (ISO/IEC 23008-12, 6.5.10 and 6.5.12).</summary>
    private static int Orientation(HeifItem item, ReadOnlySpan<byte> file)
    {
        // Quarter turns counter-clockwise; then the mirror: 0 exchanges top and bottom, 1 left and right.
        int turns = First(item.Property("irot"), file) & 3;
        int mirror = item.Property("imir") is null ? 2 : First(item.Property("imir"), file) & 1;
        return (turns, mirror) switch
        {
            (0, 0) => 4,
            (0, 1) => 2,
            (1, 0) => 5,
            (1, 1) => 7,
            (1, _) => 8,
            (2, 0) => 2,
            (2, 1) => 4,
            (2, _) => 3,
            (3, 0) => 7,
            (3, 1) => 5,
            (3, _) => 6,
            _ => 1,
        };
    }

    private static int First(Range? body, ReadOnlySpan<byte> file) => body is { } range && file[range] is [var value, ..] ? value : 0;

    private static int Side(ulong value) => (int)Math.Min(int.MaxValue, value);

    private static string Printable(string type) => string.Concat(type.Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
