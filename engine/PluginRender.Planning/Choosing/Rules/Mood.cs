using System.Collections.Immutable;

namespace PluginRender.Planning;

/// <summary>Words that go together, and the colors that suit them; subtle, since nobody asked for them.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Words">As <see cref="SignificantWords"/> gives them.</param>
/// <param name="Brightness">See grade.</param>
/// <param name="Contrast">See grade.</param>
/// <param name="Saturation">See grade.</param>
internal sealed record Mood(string Name, ImmutableHashSet<string> Words, double Brightness, double Contrast, double Saturation)
{
    /// <summary>The first that has a word is taken.</summary>
    public static ImmutableArray<Mood> All { get; } =
    [
        new("deeper contrast", ["night", "midnight", "star", "moon", "lantern", "neon"], 0, 1.1, 1.05),
        new("richer colors", ["sunset", "sunrise", "dusk", "dawn", "beach", "summer", "autumn", "flower", "garden", "market", "festival"], 0, 1.04, 1.14),
        new("fresher greens", ["forest", "meadow", "mountain", "valley", "lake", "river", "nature", "park", "jungle"], 0, 1.05, 1.1),
        new("lighter", ["snow", "winter", "glacier", "mist", "wedding", "baby"], 0.02, 1.02, 1),
        new("calmer colors", ["portrait", "person", "people", "face", "family", "child", "children"], 0.01, 1.02, 0.97),
        new("clearer contrast", ["city", "street", "building", "architecture", "bridge", "tower", "factory", "storm"], 0, 1.1, 0.96),
    ];
}
