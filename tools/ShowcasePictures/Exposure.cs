namespace ShowcasePictures;

/// <summary>A picture taken of a scene.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Scene">What is seen.</param>
/// <param name="Mirrored">Left and right exchanged.</param>
/// <param name="Noise">Standard deviation of the sensor's noise, in 8-bit codes.</param>
/// <param name="Quality">JPEG quality, 0–100.</param>
internal sealed record Exposure(string Name, Scene Scene, bool Mirrored, float Noise, int Quality)
{
    /// <summary>Clean and small, to be committed and looked at.</summary>
    public static IEnumerable<Exposure> Showcase { get; } = Scenes.All.Select(scene => new Exposure(scene.Name, scene, false, 0, 82));

    /// <summary>
    /// The twelve stills of the benchmark's workload: the scenes as a camera at ISO 400 or so would save them, four of
    /// them a second time, mirrored.
    /// </summary>
    public static IEnumerable<Exposure> Reference { get; } = Enumerable.Range(0, 12)
        .Select(i => new Exposure($"still-{i + 1:00}", Scenes.All[i % Scenes.All.Count], i >= Scenes.All.Count, 2, 92));
}
