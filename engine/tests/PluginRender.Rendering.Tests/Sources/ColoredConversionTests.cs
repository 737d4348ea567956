using PluginRender.Rendering;

namespace PluginRender.Rendering.Tests.Sources;

/// <summary>Pictures with a color transform, against those without one.</summary>
public class ColoredConversionTests
{
    [Theory]
    [InlineData(1, 1, true, false)]
    [InlineData(2, 1, true, false)]
    [InlineData(1, 2, true, false)]
    [InlineData(2, 2, true, false)]
    [InlineData(2, 2, false, true)]
    public void FromBt601_ATransformThatChangesNothing_GivesTheSamePicture(int stepX, int stepY, bool full, bool hasAlpha)
    {
        const int Height = 5;
        for (int width = 1; width <= 40; width++)
        {
            int chromaWidth = (width + stepX - 1) / stepX, chromaHeight = (Height + stepY - 1) / stepY;
            // Colors that red, green and blue can have: nothing is clipped.
            byte[] luma = Noise(width * Height, width, 100, 150), cb = Noise(chromaWidth * chromaHeight, 1000 + width, 110, 145), cr = Noise(chromaWidth * chromaHeight, 2000 + width, 110, 145);
            byte[] alpha = hasAlpha ? Noise(width * Height, 3000 + width, 0, 255) : [];
            var planes = new YCbCrPlanes(width, Height, stepX, stepY, full, luma, width, cb, cr, chromaWidth, alpha, width);
            using PictureBuffer plain = PictureConversion.FromBt601(planes), colored = ColoredConversion.FromBt601(planes, new Nothing());
            for (int plane = 0; plane < 3; plane++) AssertClose(plain, colored, plane, plane == 0 ? 1 : 0);
        }
    }

    [Fact]
    public void FromBt601_ATransformOfColors_IsSeenByTheStoredChroma()
    {
        // Red and blue change places: so do their differences from gray.
        byte[] luma = [.. Enumerable.Repeat((byte)120, 64)], cb = [.. Enumerable.Repeat((byte)150, 16)], cr = [.. Enumerable.Repeat((byte)110, 16)];
        var planes = new YCbCrPlanes(8, 8, 2, 2, true, luma, 8, cb, cr, 4, [], 0);
        using PictureBuffer plain = PictureConversion.FromBt601(planes), swapped = ColoredConversion.FromBt601(planes, new Swap());
        (double r, double g, double b) = Rgb(plain);
        (double newR, double newG, double newB) = Rgb(swapped);
        Assert.Equal(b, newR, 2.0);
        Assert.Equal(g, newG, 2.0);
        Assert.Equal(r, newB, 2.0);
    }

    private static (double R, double G, double B) Rgb(PictureBuffer picture)
    {
        double y = (picture.Plane(0, out _, out _, out _)[0] - 16) / 219.0 * 255, cb = (picture.Plane(1, out _, out _, out _)[0] - 128) / 224.0 * 255, cr = (picture.Plane(2, out _, out _, out _)[0] - 128) / 224.0 * 255;
        double r = y + (1.5748 * cr), b = y + (1.8556 * cb);
        return (r, (y - (0.2126 * r) - (0.0722 * b)) / 0.7152, b);
    }

    private static void AssertClose(PictureBuffer plain, PictureBuffer colored, int plane, int tolerance)
    {
        Span<byte> a = plain.Plane(plane, out int stride, out int width, out int height), b = colored.Plane(plane, out _, out _, out _);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) Assert.InRange(b[(y * stride) + x] - a[(y * stride) + x], -tolerance, tolerance);
        }
    }

    private static byte[] Noise(int count, int seed, int from, int to)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(from, to + 1))];
    }

    private sealed class Nothing : IColorTransform
    {
        public void Apply(Span<ushort> pixels)
        {
        }
    }

    private sealed class Swap : IColorTransform
    {
        public void Apply(Span<ushort> pixels)
        {
            for (int i = 0; i < pixels.Length; i += 4) (pixels[i], pixels[i + 2]) = (pixels[i + 2], pixels[i]);
        }
    }
}
