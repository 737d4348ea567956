namespace PluginRender.Rendering;

/// <summary>Memory that several effects had been lent was written to when none of them was being called.</summary>
/// <param name="frame">The frame within the segment before which it was found.</param>
/// <param name="suspects">Those who had been lent it, in the order of their calls.</param>
internal sealed class KeptFrameException(int frame, IReadOnlyList<LoadedEffect> suspects) : Exception("a frame was written to between the calls of effects")
{
    public int Frame { get; } = frame;

    /// <summary>The likeliest, when nothing more can be found out: the one that was called last.</summary>
    public LoadedEffect Last => suspects[^1];
}
