using System.Globalization;
using PluginRender.Sdk;

namespace PluginRender.Rendering;

/// <summary>
/// Finds what an effect was to make of a band and did not, because it takes the frame for a smaller one: what stands there
/// is of another band, and with another division into bands the frame would be another one. The ends of the first, the
/// middle and the last row are marked with a sample that means nothing, which costs next to nothing.
/// </summary>
internal static class UnwrittenRows
{
    private const int Looks = 3;

    /// <summary>Marks a band that is about to be made.</summary>
    /// <param name="band">The band.</param>
    /// <param name="attempt">0 or 1: each has a mark of its own.</param>
    public static void Mark(in Band band, int attempt)
    {
        Mark(band.Luma, attempt);
        Mark(band.Cb, attempt);
        Mark(band.Cr, attempt);
    }

    /// <summary>Where the mark still stands, in words; null for nowhere.</summary>
    public static string? Find(in Band band, int attempt)
        => Find(band.Luma, attempt, "luma") ?? Find(band.Cb, attempt, "blue-difference chroma") ?? Find(band.Cr, attempt, "red-difference chroma");

    private static short Sample(int attempt) => (short)(short.MinValue + attempt);

    private static void Mark(Plane plane, int attempt)
    {
        for (int i = 0; i < Looks; i++)
        {
            Span<short> samples = plane.Row(Row(plane, i));
            samples[0] = samples[^1] = Sample(attempt);
        }
    }

    private static string? Find(Plane plane, int attempt, string name)
    {
        for (int i = 0; i < Looks; i++)
        {
            Span<short> samples = plane.Row(Row(plane, i));
            if (samples[0] == Sample(attempt) || samples[^1] == Sample(attempt))
                return string.Create(CultureInfo.InvariantCulture, $"{name} row {Row(plane, i)}, {(samples[0] == Sample(attempt) ? "column 0" : $"column {samples.Length - 1}")}");
        }

        return null;
    }

    /// <summary>The first, the middle and the last row.</summary>
    private static int Row(Plane plane, int look) => plane.FirstRow + ((plane.RowCount - 1) * look / (Looks - 1));
}
