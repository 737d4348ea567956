namespace PluginRender.Media;

/// <summary>What decoding a JPEG takes at most, beside its file.</summary>
internal static class JpegMemory
{
    /// <summary>Bytes while it is decoded and as it is kept.</summary>
    /// <param name="jpeg">The picture.</param>
    /// <param name="reduction">1, 2, 4 or 8.</param>
    public static long Of(JpegStructure jpeg, int reduction)
    {
        if (jpeg.Components.Count == 0) return 0;
        int mostX = Math.Max(1, jpeg.Components.Max(c => c.Horizontal)), mostY = Math.Max(1, jpeg.Components.Max(c => c.Vertical));
        // Whole units of 16x16 and a line of them more.
        long pixels = ((jpeg.Width + 31L) / 16 * 16) * ((jpeg.Height + 31L) / 16 * 16);
        long samples = jpeg.Components.Sum(c => pixels * Math.Max(1, c.Horizontal) / mostX * Math.Max(1, c.Vertical) / mostY);
        long shown = pixels / (reduction * reduction);
        // Planes as decoded and as kept, or packed pixels and chroma at full resolution.
        long decoded = IsPlanar(jpeg) ? 2 * (samples / (reduction * reduction)) : shown * (jpeg.Components.Count + 3);
        // Coefficients of 16 bits are kept until the last scan.
        return decoded + (jpeg.IsProgressive ? 2 * samples + (samples / 64) : 0);
    }

    /// <summary>Whether chroma is kept at the file's resolution: half or all of luma's along each axis.</summary>
    public static bool IsPlanar(JpegStructure jpeg) => !jpeg.IsRgb
        && jpeg.Components is [{ Horizontal: 1 or 2, Vertical: 1 or 2 }, { Horizontal: 1, Vertical: 1 }, { Horizontal: 1, Vertical: 1 }];
}
