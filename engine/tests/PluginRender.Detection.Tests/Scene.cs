using PluginRender.Planning;

namespace PluginRender.Detection.Tests;

/// <summary>A picture whose objects are known.</summary>
internal static class Scene
{
    /// <summary>Colored ellipses on a gradient with fine texture, in integers, so that it is the same everywhere.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="objects">Where they are.</param>
    public static RgbImage Of(int width, int height, params (PictureBox Box, byte Red, byte Green, byte Blue)[] objects)
    {
        var image = new RgbImage(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < width; x++)
            {
                int texture = ((x * 7) + (y * 13)) % 9;
                int level = 90 + (40 * x / width) + (30 * y / height) + texture;
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = ((byte)level, (byte)(level + 6), (byte)(level + 14));
                foreach ((PictureBox box, byte red, byte green, byte blue) in objects)
                {
                    double dx = ((x + 0.5) / width - box.Center.X) / (box.Width / 2);
                    double dy = ((y + 0.5) / height - box.Center.Y) / (box.Height / 2);
                    if ((dx * dx) + (dy * dy) <= 1) (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = (red, green, blue);
                }
            }
        }

        return image;
    }

    /// <summary>The largest distance of an edge of one box from the other's, in parts of the picture.</summary>
    public static double Distance(PictureBox a, PictureBox b) => Math.Max(
        Math.Max(Math.Abs(a.Left - b.Left), Math.Abs(a.Top - b.Top)),
        Math.Max(Math.Abs(a.Left + a.Width - b.Left - b.Width), Math.Abs(a.Top + a.Height - b.Top - b.Height)));
}
