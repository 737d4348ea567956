namespace PluginRender.TestModels;

/// <summary>The layouts that detectors are written in.</summary>
public enum DetectorLayout
{
    /// <summary>1x25200x(5 + classes).</summary>
    Yolov5,

    /// <summary>1x(4 + classes)x8400.</summary>
    Yolov8,

    /// <summary>1x300x6.</summary>
    EndToEnd,
}

/// <summary>What a test detector looks like from outside.</summary>
/// <param name="Layout">Of its output.</param>
/// <param name="Classes">5 or more; only the first five are ever found.</param>
/// <param name="Masks">Whether it has a segmentation head: 32 prototypes of a quarter of the input's size.</param>
/// <param name="Type">Of input and output: float or float16.</param>
/// <param name="Width">Of the input; below 0 for any.</param>
/// <param name="Height">Of the input; below 0 for any.</param>
/// <param name="Batch">Pictures at once; below 0 for any.</param>
/// <param name="DeclaresOutput">Whether it says how large its output is; exporters often leave that open.</param>
/// <param name="HasNames">Whether its metadata names its classes.</param>
public sealed record DetectorForm(
    DetectorLayout Layout, int Classes = 80, bool Masks = false, ElementType Type = ElementType.Float,
    int Width = 640, int Height = 640, int Batch = 1, bool DeclaresOutput = true, bool HasNames = true)
{
    /// <summary>Coefficients of masks.</summary>
    public const int Prototypes = 32;

    /// <summary>The classes that are found, by their colors.</summary>
    public static IReadOnlyList<(string Name, byte Red, byte Green, byte Blue)> Found { get; } =
        [("red", 255, 0, 0), ("green", 0, 255, 0), ("blue", 0, 0, 255), ("yellow", 255, 255, 0), ("magenta", 255, 0, 255)];
}
