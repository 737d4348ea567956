namespace PluginRender.Rendering;

/// <summary>One frame as the encoder would get it: 8-bit planar 4:2:0, BT.709 limited range, rows without padding.</summary>
/// <param name="width">Luma columns, even.</param>
/// <param name="height">Luma rows, even.</param>
public sealed class StillFrame(int width, int height)
{
    /// <summary>Luma columns.</summary>
    public int Width => width;

    /// <summary>Luma rows.</summary>
    public int Height => height;

    /// <summary>Luma samples.</summary>
    public byte[] Luma { get; } = new byte[width * height];

    /// <summary>Blue-difference samples, half as many columns and rows.</summary>
    public byte[] Cb { get; } = new byte[width / 2 * (height / 2)];

    /// <summary>Red-difference samples, likewise.</summary>
    public byte[] Cr { get; } = new byte[width / 2 * (height / 2)];

    /// <summary>To be filled.</summary>
    public EncoderFrame AsTarget() => new(Luma, width, Cb, Cr, width / 2);

    /// <summary>What a screen shows of it.</summary>
    public RgbPicture ToRgb() => PictureColors.ToRgb(this);
}
