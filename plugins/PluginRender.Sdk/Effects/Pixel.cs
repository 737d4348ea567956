namespace PluginRender.Sdk;

/// <summary>One pixel in BT.709 YCbCr, gamma-coded, as <see cref="PixelEffect"/> hands it over.</summary>
/// <param name="Y">Luma: 0 is black, 1 is white; a little beyond either is possible.</param>
/// <param name="Cb">Blue difference: −0.5 to 0.5, 0 for gray.</param>
/// <param name="Cr">Red difference: −0.5 to 0.5, 0 for gray.</param>
public readonly record struct Pixel(float Y, float Cb, float Cr);
