namespace PluginRender.Sdk;

/// <summary>A part of a picture, in 0–1 of its width and height. It may reach beyond the picture, where the edges go on.</summary>
/// <param name="Left">Its left edge; 0 is the picture's.</param>
/// <param name="Top">Its top edge; 0 is the picture's.</param>
/// <param name="Width">Its width, positive; 1 is the picture's.</param>
/// <param name="Height">Its height, positive; 1 is the picture's.</param>
public readonly record struct PictureArea(double Left, double Top, double Width, double Height)
{
    /// <summary>The whole picture.</summary>
    public static PictureArea Whole { get; } = new(0, 0, 1, 1);
}
