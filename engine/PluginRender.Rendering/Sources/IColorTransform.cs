namespace PluginRender.Rendering;

/// <summary>Turns the colors that a picture was made for into sRGB.</summary>
public interface IColorTransform
{
    /// <summary>Transforms pixels in place.</summary>
    /// <param name="pixels">Four 16-bit samples each: red, green, blue and an opacity that stays as it is; or cyan, magenta, yellow and black, 65535 for full ink, which become opaque red, green and blue.</param>
    void Apply(Span<ushort> pixels);
}
