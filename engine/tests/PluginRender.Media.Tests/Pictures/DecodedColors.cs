using PluginRender.Rendering;

namespace PluginRender.Media.Tests;

/// <summary>Decodes pictures and says what color a place has.</summary>
internal static class DecodedColors
{
    /// <summary>The four quarters of the usual test picture: red and green over blue and white.</summary>
    public static readonly (int R, int G, int B)[] Quarters = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)];

    /// <summary>Decodes a file of these bytes.</summary>
    public static PictureBuffer Decode(TemporaryFolder folder, byte[] file, out List<string> noticed)
    {
        File.WriteAllBytes(folder.File("picture"), file);
        noticed = [];
        return new PictureDecoder().Decode(folder.File("picture"), 1, noticed.Add);
    }

    /// <summary>R'G'B' of BT.709 at a place, in 8 bits.</summary>
    public static (int R, int G, int B) At(this PictureBuffer picture, int x, int y)
    {
        byte[] codes = [.. Enumerable.Range(0, 3).Select(p =>
        {
            ReadOnlySpan<byte> plane = picture.Plane(p, out int stride, out int width, out int height);
            int column = p == 0 ? x : x / picture.ChromaStepX, row = p == 0 ? y : y / picture.ChromaStepY;
            return plane[(Math.Min(row, height - 1) * stride) + Math.Min(column, width - 1)];
        })];
        double luma = (codes[0] - 16) / 219.0, cb = (codes[1] - 128) / 224.0, cr = (codes[2] - 128) / 224.0;
        double r = luma + (1.5748 * cr), b = luma + (1.8556 * cb), g = (luma - (0.2126 * r) - (0.0722 * b)) / 0.7152;
        return (Code(r), Code(g), Code(b));
    }

    /// <summary>Whether a color is another one but for rounding.</summary>
    public static void AssertColor((int R, int G, int B) expected, (int R, int G, int B) actual, int tolerance = 2)
        => Assert.True(
            Math.Abs(expected.R - actual.R) <= tolerance && Math.Abs(expected.G - actual.G) <= tolerance && Math.Abs(expected.B - actual.B) <= tolerance,
            $"expected {expected}, but it is {actual}");

    /// <summary>The middles of the four quarters are red and green over blue and white.</summary>
    public static void AssertQuarters(PictureBuffer picture, int tolerance = 2)
    {
        for (int i = 0; i < 4; i++)
            AssertColor(Quarters[i], picture.At(picture.Width * (1 + (2 * (i % 2))) / 4, picture.Height * (1 + (2 * (i / 2))) / 4), tolerance);
    }

    private static int Code(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * 255);
}
