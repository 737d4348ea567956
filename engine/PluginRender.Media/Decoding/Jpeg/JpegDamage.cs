namespace PluginRender.Media;

/// <summary>What libjpeg's words about damage mean for who gave the picture (its jerror.h has them all).</summary>
internal static class JpegDamage
{
    private const string CutOff = "Premature end of JPEG file";

    // What costs no pixel: marks of versions that are not known.
    private static readonly string[] Harmless = ["Warning: unknown JFIF revision", "Unknown Adobe color transform code", "Unrecognized component IDs"];

    /// <summary>What is noticed of a picture that is shown; null where nothing is lost.</summary>
    /// <param name="warning">The last warning.</param>
    /// <param name="isProgressive">Whether what is missing makes it coarser.</param>
    /// <param name="rowsThere">About how many rows have been decoded.</param>
    /// <param name="rows">How many there should be.</param>
    public static string? Notice(string warning, bool isProgressive, int rowsThere, int rows)
    {
        if (Harmless.Any(h => warning.Contains(h, StringComparison.Ordinal))) return null;
        if (!warning.Contains(CutOff, StringComparison.Ordinal)) return "its data is damaged; what could not be read is shown as well as it can be";
        if (isProgressive) return "the file is cut off; the picture is shown coarser than it was";
        return rowsThere is 0 || rowsThere >= rows ? "the file is cut off" : $"the file is cut off; about {rowsThere} of {rows} rows are there";
    }

    /// <summary>Why nothing can be shown.</summary>
    public static string Problem(string error)
        => error.Contains("Sampling factors", StringComparison.Ordinal) ? "the JPEG has sampling factors that the standard does not allow"
            : error.Contains("table", StringComparison.Ordinal) ? "the JPEG cannot be decoded: a table that its data needs is missing or damaged"
            : error.Contains("scans", StringComparison.Ordinal) ? "the JPEG has more than 500 scans, which no program writes"
            : $"the JPEG cannot be decoded: its data is damaged ({error.TrimEnd('.')})";
}
