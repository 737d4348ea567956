namespace PluginRender.Detection.Saliency;

/// <summary>Connected pixels of a map that stand out.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">One past the last column.</param>
/// <param name="Bottom">One past the last row.</param>
/// <param name="Pixels">How many.</param>
/// <param name="Mass">The sum of their saliency.</param>
/// <param name="CenterX">Their center of mass, in columns from the left edge.</param>
/// <param name="CenterY">In rows from the upper edge.</param>
internal readonly record struct SalientRegion(
    int Left, int Top, int Right, int Bottom, int Pixels, double Mass, double CenterX, double CenterY);

/// <summary>Divides a saliency map into what stands out and the rest.</summary>
internal static class SalientRegions
{
    private const int Levels = 256;

    /// <summary>
    /// The value that divides a map best: N. Otsu, "A threshold selection method from gray-level histograms", IEEE
    /// Transactions on Systems, Man, and Cybernetics 9 (1979), over 256 levels of the map's range.
    /// </summary>
    public static double Threshold(SaliencyMap map)
    {
        long[] histogram = new long[Levels];
        for (int y = 0; y < map.Height; y++)
            for (int x = 0; x < map.Width; x++)
                histogram[Math.Min(Levels - 1, (int)(map[x, y] / map.Most * Levels))]++;
        long all = (long)map.Width * map.Height;
        long allMass = histogram.Select((count, level) => count * level).Sum();
        (long below, long belowMass) = (0, 0);
        (double best, int level) found = (-1, 0);
        for (int level = 0; level < Levels - 1; level++)
        {
            below += histogram[level];
            belowMass += histogram[level] * level;
            if (below == 0 || below == all) continue;
            double difference = ((double)belowMass / below) - ((double)(allMass - belowMass) / (all - below));
            double between = (double)below * (all - below) * difference * difference;
            if (between > found.best) found = (between, level);
        }

        return (found.level + 1) * map.Most / Levels;
    }

    /// <summary>The regions of pixels from a threshold on that touch at their sides, in reading order.</summary>
    public static IReadOnlyList<SalientRegion> Find(SaliencyMap map, double threshold)
    {
        bool[] seen = new bool[map.Width * map.Height];
        var regions = new List<SalientRegion>();
        var pending = new Stack<(int X, int Y)>();
        for (int y = 0; y < map.Height; y++)
        {
            for (int x = 0; x < map.Width; x++)
            {
                if (!Enter(x, y)) continue;
                regions.Add(Follow());
            }
        }

        return regions;

        bool Enter(int x, int y)
        {
            if (x < 0 || y < 0 || x >= map.Width || y >= map.Height || seen[(y * map.Width) + x] || map[x, y] < threshold) return false;
            seen[(y * map.Width) + x] = true;
            pending.Push((x, y));
            return true;
        }

        SalientRegion Follow()
        {
            (int left, int top, int right, int bottom, int pixels) = (int.MaxValue, int.MaxValue, 0, 0, 0);
            (double mass, double sumX, double sumY) = (0, 0, 0);
            while (pending.TryPop(out (int X, int Y) at))
            {
                double weight = map[at.X, at.Y];
                (left, top) = (Math.Min(left, at.X), Math.Min(top, at.Y));
                (right, bottom) = (Math.Max(right, at.X + 1), Math.Max(bottom, at.Y + 1));
                pixels++;
                mass += weight;
                sumX += weight * (at.X + 0.5);
                sumY += weight * (at.Y + 0.5);
                Enter(at.X - 1, at.Y);
                Enter(at.X + 1, at.Y);
                Enter(at.X, at.Y - 1);
                Enter(at.X, at.Y + 1);
            }

            return new SalientRegion(left, top, right, bottom, pixels, mass, sumX / mass, sumY / mass);
        }
    }
}
