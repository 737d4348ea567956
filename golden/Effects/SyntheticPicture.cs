using PluginRender.Rendering;

namespace PluginRender.Golden.Effects;

/// <summary>A picture by formula: gradients, edges and fine texture, in integers, so that it is the same everywhere.</summary>
internal sealed class SyntheticPicture : IPictureDecoder
{
    public const int Width = 320;
    public const int Height = 200;

    public PictureBuffer Decode(string path, int reduction, Action<string> noticed)
    {
        var picture = new PictureBuffer(Width, Height, 2, 2, (0.5, 0.5));
        for (int plane = 0; plane < 3; plane++)
        {
            Span<byte> samples = picture.Plane(plane, out int stride, out int width, out int height);
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    samples[(y * stride) + x] = plane == 0 ? Luma(x, y) : Chroma(plane, x, y, width, height);
        }

        return picture;
    }

    private static byte Luma(int x, int y)
    {
        int gradient = 16 + (x * 140 / Width) + (y * 40 / Height);
        int checks = ((x / 24) + (y / 24)) % 2 * 28;
        return (byte)(gradient + checks + (x * 7 + y * 13) % 11);
    }

    private static byte Chroma(int plane, int x, int y, int width, int height)
        => (byte)(plane == 1 ? 64 + (x * 128 / width) : 192 - (y * 128 / height));
}
