namespace PluginRender.Benchmark.Measuring;

/// <summary>
/// Measures several sides in turn, so that a slow moment of the machine meets all of them; rounds differ in their order, so that
/// what one leaves behind does too: three sides follow each other in every way within six rounds. A virtual machine that gives
/// unused memory back to its host made whoever wrote 2 GB first, and later whoever always came after cat, take up to three times
/// as long, which looked like a slow join.
/// </summary>
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
            for (int i = 0; i < sides.Length; i++)
            {
                int side = ((round / 2) + (round % 2 == 0 ? i : sides.Length - i)) % sides.Length;
                costs[side].Add(sides[side]());
            }
        }

        return [.. costs.Select(Cost.Median)];
    }
}
