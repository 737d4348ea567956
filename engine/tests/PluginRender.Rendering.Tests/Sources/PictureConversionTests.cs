namespace PluginRender.Rendering.Tests.Sources;

/// <summary>Planes of every width against the formulas of BT.601 and BT.709 in double precision.</summary>
public class PictureConversionTests
{
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(2, 2, false)]
    public void FromBt601_AnyWidth_IsWithinHalfACodeOfTheFormula(int stepX, int stepY, bool full)
    {
        const int Height = 5;
        for (int width = 1; width <= 75; width++)
        {
            int chromaWidth = (width + stepX - 1) / stepX, chromaHeight = (Height + stepY - 1) / stepY;
            byte[] luma = Noise(width * Height, width), cb = Noise(chromaWidth * chromaHeight, 1000 + width), cr = Noise(chromaWidth * chromaHeight, 2000 + width);
            using PictureBuffer picture = PictureConversion.FromBt601(new YCbCrPlanes(width, Height, stepX, stepY, full, luma, width, cb, cr, chromaWidth, [], 0));
            Span<byte> y = picture.Plane(0, out int stride, out _, out _);
            for (int row = 0; row < Height; row++)
            {
                for (int x = 0; x < width; x++)
                {
                    (double blue, double red) = (At(cb, x, row), At(cr, x, row));
                    double gray = full ? luma[(row * width) + x] / 255.0 : (luma[(row * width) + x] - 16) / 219.0;
                    double expected = 16 + (219 * (gray + (((0.7152 * -0.344136) + (0.0722 * 1.772)) * blue) + (((0.2126 * 1.402) + (0.7152 * -0.714136)) * red)));
                    Assert.Equal(Math.Clamp(expected, 0, 255), y[(row * stride) + x], 0.51);
                }
            }

            Span<byte> storedCb = picture.Plane(1, out stride, out _, out _), storedCr = picture.Plane(2, out _, out _, out _);
            for (int i = 0; i < cb.Length; i++)
            {
                double blue = (cb[i] - 128) / (full ? 255.0 : 224), red = (cr[i] - 128) / (full ? 255.0 : 224);
                double b = 1.772 * blue, g = (-0.344136 * blue) - (0.714136 * red), r = 1.402 * red, gray = (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
                int at = (i / chromaWidth * stride) + (i % chromaWidth);
                Assert.Equal(Math.Clamp(128 + (224 * (b - gray) / 1.8556), 0, 255), storedCb[at], 0.51);
                Assert.Equal(Math.Clamp(128 + (224 * (r - gray) / 1.5748), 0, 255), storedCr[at], 0.51);
            }

            // Chroma of a luma sample: three quarters of the near one and one of the next, along both axes.
            double At(byte[] plane, int x, int row)
            {
                double sum = 0;
                foreach ((int cx, double wx) in Taps(x, stepX, chromaWidth))
                    foreach ((int cy, double wy) in Taps(row, stepY, chromaHeight)) sum += wx * wy * (plane[(cy * chromaWidth) + cx] - 128);
                return sum / (full ? 255.0 : 224);
            }
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void FromRgba64_AnyWidth_IsTheFormulaRounded(bool deep, bool opaque)
    {
        const int Height = 4;
        for (int width = 1; width <= 21; width++)
        {
            byte[] noise = Noise(width * Height * 8, width);
            ushort[] rgba = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(noise).ToArray();
            if (opaque) for (int i = 3; i < rgba.Length; i += 4) rgba[i] = 65535;
            int row = 0;
            using PictureBuffer picture = PictureConversion.FromRgba64(width, Height, deep, target => rgba.AsSpan(row++ * width * 4, width * 4).CopyTo(target));
            for (int i = 0; i < width * Height; i++)
            {
                (int x, int y) = (i % width, i / width);
                long alpha = rgba[(4 * i) + 3];
                double r = rgba[4 * i] * alpha / 65535.0, g = rgba[(4 * i) + 1] * alpha / 65535.0, b = rgba[(4 * i) + 2] * alpha / 65535.0;
                double gray = (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
                int rank = (((x ^ y) & 1) << 3) | ((y & 1) << 2) | ((x ^ y) & 2) | ((y & 2) >> 1);
                double luma = (16 * 65536) + Math.Floor(gray * (219.0 / 65535 * 65536)) + (deep ? ((2 * rank) + 1) << 11 : 32768);
                Assert.Equal((byte)((int)luma >> 16), picture.Plane(0, out int stride, out _, out _)[(y * stride) + x]);
                Assert.Equal(128 + ((b - gray) / 1.8556 * 224 / 65535), picture.Plane(1, out stride, out _, out _)[(y * stride) + x], 0.5001);
                Assert.Equal(128 + ((r - gray) / 1.5748 * 224 / 65535), picture.Plane(2, out stride, out _, out _)[(y * stride) + x], 0.5001);
            }
        }
    }

    [Fact]
    public void FromRgba64_Gray_HasALittleChromaThatIsTheMiddle()
    {
        using PictureBuffer picture = PictureConversion.FromRgba64(5, 3, false, row => row.Fill(65535), gray: true);
        Assert.All(picture.Plane(0, out int stride, out _, out _)[..5].ToArray(), luma => Assert.Equal(235, luma));
        Assert.All(picture.Plane(1, out stride, out int width, out int height).ToArray(), chroma => Assert.Equal(128, chroma));
        Assert.Equal((3, 2), (width, height));
    }

    private static (int, double)[] Taps(int position, int step, int count)
        => step == 1 ? [(position, 1)] : [(position / 2, 0.75), (Math.Clamp((position / 2) + (position % 2 == 0 ? -1 : 1), 0, count - 1), 0.25)];

    private static byte[] Noise(int count, int seed)
    {
        byte[] samples = new byte[count];
        new Random(seed).NextBytes(samples);
        return samples;
    }
}
