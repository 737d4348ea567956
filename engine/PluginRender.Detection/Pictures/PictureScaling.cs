using PluginRender.Planning;
using PluginRender.Sdk;

namespace PluginRender.Detection;

/// <summary>Makes small pictures of large ones, the same ones on every machine.</summary>
public static class PictureScaling
{
    /// <summary>A decoded picture as R'G'B', scaled.</summary>
    /// <param name="picture">BT.709 limited range.</param>
    /// <param name="width">Columns to make.</param>
    /// <param name="height">Rows to make.</param>
    public static RgbImage ToRgb(in SourcePicture picture, int width, int height)
    {
        PlaneScaling luma = Scale(picture.Luma, width, height);
        PlaneScaling cb = Scale(picture.Cb, width, height);
        PlaneScaling cr = Scale(picture.Cr, width, height);
        var image = new RgbImage(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < width; x++)
            {
                // ITU-R BT.709-6, items 3.2 and 3.3, solved for R'G'B'; 219 luma and 224 chroma codes.
                double level = (luma[x, y] - 16) * (255 / 219.0);
                double blue = (cb[x, y] - 128) * (255 / 224.0);
                double red = (cr[x, y] - 128) * (255 / 224.0);
                row[3 * x] = Byte(level + (1.5748 * red));
                row[(3 * x) + 1] = Byte(level - (0.2126 * 1.5748 / 0.7152 * red) - (0.0722 * 1.8556 / 0.7152 * blue));
                row[(3 * x) + 2] = Byte(level + (1.8556 * blue));
            }
        }

        return image;
    }

    /// <summary>A part of an image, scaled.</summary>
    /// <param name="image">The whole.</param>
    /// <param name="part">The part, at least a pixel of which is used.</param>
    /// <param name="width">Columns to make.</param>
    /// <param name="height">Rows to make.</param>
    /// <param name="kernel">The kernel.</param>
    public static RgbImage Scale(RgbImage image, PictureBox part, int width, int height, ScalingKernel kernel = ScalingKernel.Triangle)
    {
        ArgumentNullException.ThrowIfNull(image);
        var columns = new ScalingTaps(image.Width, part.Left * image.Width, Math.Max(1, part.Width * image.Width), width, kernel);
        var rows = new ScalingTaps(image.Height, part.Top * image.Height, Math.Max(1, part.Height * image.Height), height, kernel);
        var scaled = new RgbImage(width, height);
        for (int channel = 0; channel < 3; channel++)
        {
            var plane = new PlaneScaling(columns, rows);
            for (int y = 0; y < image.Height; y++) plane.Add(y, image.Row(y)[channel..], 3);
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    scaled.Row(y)[(3 * x) + channel] = Byte(plane[x, y]);
        }

        return scaled;
    }

    private static PlaneScaling Scale(in SourcePlane plane, int width, int height)
    {
        var scaling = new PlaneScaling(
            new ScalingTaps(plane.Width, 0, plane.Width, width, ScalingKernel.Triangle),
            new ScalingTaps(plane.Height, 0, plane.Height, height, ScalingKernel.Triangle));
        for (int row = 0; row < plane.Height; row++) scaling.Add(row, plane.Row(row), 1);
        return scaling;
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);
}
