namespace PluginRender.Benchmark.Measuring;

/// <summary>Measures several sides in turn, so that a slow moment of the machine meets all of them.</summary>
internal static class Interleaved
{
    /// <param name="rounds">How often each side is measured, at least 1.</param>
    /// <param name="sides">Each measures itself once.</param>
    /// <returns>The median cost of each side.</returns>
    public static Cost[] Measure(int rounds, params Func<Cost>[] sides)
    {
        var costs = sides.Select(_ => new List<Cost>()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < sides.Length; i++) costs[i].Add(sides[i]());
        }

        return [.. costs.Select(Cost.Median)];
    }
}
