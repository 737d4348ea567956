namespace PluginRender.Rendering;

/// <summary>One frame as the encoder would get it: 8-bit planar 4:2:0, BT.709 limited range.</summary>
internal sealed class StillFrame(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public byte[] Luma { get; } = new byte[width * height];

    public byte[] Cb { get; } = new byte[width / 2 * (height / 2)];

    public byte[] Cr { get; } = new byte[width / 2 * (height / 2)];

    /// <summary>To be filled.</summary>
    public EncoderFrame AsTarget() => new(Luma, width, Cb, Cr, width / 2);
}
