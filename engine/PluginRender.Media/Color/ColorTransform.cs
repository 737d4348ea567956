using PluginRender.Rendering;

namespace PluginRender.Media;

/// <summary>What the samples of a picture are before its color profile is applied.</summary>
internal enum SampleKind
{
    /// <summary>One channel; its rows have it three times.</summary>
    Gray,

    /// <summary>Red, green and blue.</summary>
    Rgb,

    /// <summary>Cyan, magenta, yellow and black, 65535 for full ink.</summary>
    Cmyk,
}

/// <summary>Turns the colors that a picture was made for into sRGB, row by row. The same bits on every machine.</summary>
internal abstract class ColorTransform : IColorTransform, IDisposable
{
    /// <inheritdoc/>
    public abstract void Apply(Span<ushort> pixels);

    /// <summary>Frees what it has of a library's.</summary>
    public virtual void Dispose()
    {
    }
}
