using System.Collections.Immutable;
using PluginRender.Planning;

namespace PluginRender.Detection.Saliency;

/// <summary>Finds what stands out of a picture, without a model: see <see cref="SaliencyMap"/>.</summary>
public static class SaliencyDetector
{
    /// <summary>Changes with every change of what is found: part of what facts are cached by.</summary>
    public const string Version = "saliency 1";

    /// <summary>The label of every subject found so.</summary>
    public const string Label = "salient";

    // Finer maps find outlines no better, and a box within 1 of 160 is well within 2%.
    private const int MapSide = 160;
    private const int MostSubjects = 5;

    // Just visible differences of neighboring areas are about 2 units; a picture of less shows nothing.
    private const double LeastDistance = 6;
    private const double LeastShareOfWeight = 0.15;
    private const double LeastShareOfPixels = 0.001;

    /// <summary>The subjects, heaviest first, with their mask.</summary>
    public static DetectedSubjects Detect(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        (int width, int height) = RgbImage.Within(picture.Width, picture.Height, MapSide);
        SaliencyMap map = SaliencyMap.Of(PictureScaling.Scale(picture, new PictureBox(0, 0, 1, 1), width, height));
        if (map.Most < LeastDistance) return DetectedSubjects.None;
        double threshold = SalientRegions.Threshold(map);
        IReadOnlyList<SalientRegion> regions = [.. SalientRegions.Find(map, threshold).OrderByDescending(r => Weight(r, map))];
        ImmutableArray<Subject> subjects =
        [
            .. regions.Where(r => Weight(r, map) >= LeastShareOfWeight * Weight(regions[0], map) && r.Pixels >= LeastShareOfPixels * width * height)
                .Take(MostSubjects).Select(r => SubjectOf(r, map)),
        ];
        return subjects.IsEmpty ? DetectedSubjects.None : new DetectedSubjects(subjects, MaskOf(map, threshold));
    }

    /// <summary>What goes on beyond the picture's edges is likely background: half as much for each side that it touches.</summary>
    private static double Weight(SalientRegion region, SaliencyMap map)
    {
        int sides = (region.Left == 0 ? 1 : 0) + (region.Top == 0 ? 1 : 0) + (region.Right == map.Width ? 1 : 0) + (region.Bottom == map.Height ? 1 : 0);
        return region.Mass / (1 << sides);
    }

    private static Subject SubjectOf(SalientRegion region, SaliencyMap map) => new(
        Label,
        region.Mass / region.Pixels / map.Most,
        SubjectSource.Saliency,
        PictureBox.Between(
            (double)region.Left / map.Width, (double)region.Top / map.Height, (double)region.Right / map.Width, (double)region.Bottom / map.Height),
        new PicturePoint(region.CenterX / map.Width, region.CenterY / map.Height));

    /// <summary>From nothing at half the threshold to full at one and a half, smoothly.</summary>
    private static SoftMask MaskOf(SaliencyMap map, double threshold)
    {
        var mask = new SoftMask(map.Width, map.Height);
        for (int y = 0; y < map.Height; y++)
        {
            for (int x = 0; x < map.Width; x++)
            {
                double t = Math.Clamp((map[x, y] / threshold) - 0.5, 0, 1);
                mask.Samples[(y * map.Width) + x] = (byte)Math.Floor((255 * t * t * (3 - (2 * t))) + 0.5);
            }
        }

        return mask;
    }
}
