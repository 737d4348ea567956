using PluginRender.Rendering;

namespace PluginRender.Media.Tests.Pictures;

/// <summary>A file's bytes as the decoder shows them: colors as 8-bit sRGB.</summary>
internal sealed class ShownPicture : IDisposable
{
    private readonly PictureBuffer picture;

    public ShownPicture(byte[] file, int reduction = 1)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("picture"), file);
        Info = new PictureProbe().Probe(folder.File("picture"));
        picture = new PictureDecoder().Decode(folder.File("picture"), reduction, Notices.Add);
    }

    public Planning.PictureInfo Info { get; }

    public List<string> Notices { get; } = [];

    public (int Width, int Height) Size => (picture.Width, picture.Height);

    public long Bytes => picture.Bytes;

    /// <summary>The colors in the middle of the four quadrants.</summary>
    public (int R, int G, int B)[] Quadrants()
    {
        (int x, int y) = (picture.Width / 4, picture.Height / 4);
        return [At(x, y), At(3 * x, y), At(x, 3 * y), At(3 * x, 3 * y)];
    }

    public (int R, int G, int B) At(int x, int y)
    {
        double luma = (Sample(0, x, y) - 16) / 219.0, blue = (Sample(1, x / picture.ChromaStepX, y / picture.ChromaStepY) - 128) / 224.0;
        double red = (Sample(2, x / picture.ChromaStepX, y / picture.ChromaStepY) - 128) / 224.0;
        double r = luma + (1.5748 * red), b = luma + (1.8556 * blue);
        return (Code(r), Code((luma - (0.2126 * r) - (0.0722 * b)) / 0.7152), Code(b));
    }

    public void Dispose() => picture.Dispose();

    /// <summary>Fails unless the quadrants have these colors, within what 8 bits of limited range can show.</summary>
    public void MustShow(params (int R, int G, int B)[] expected)
    {
        (int R, int G, int B)[] shown = Quadrants();
        for (int i = 0; i < 4; i++)
        {
            (int R, int G, int B) e = expected[i % expected.Length], s = shown[i];
            Assert.True(Math.Abs(s.R - e.R) <= 3 && Math.Abs(s.G - e.G) <= 3 && Math.Abs(s.B - e.B) <= 3, $"quadrant {i}: {s} instead of {e}");
        }
    }

    private static int Code(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * 255);

    private int Sample(int plane, int x, int y) => picture.Plane(plane, out int stride, out _, out _)[(y * stride) + x];
}
