using PluginRender.Detection;
using PluginRender.Planning;
using PluginRender.TestModels;

namespace PluginRender.Detector.Tests;

/// <summary>An object of a scene.</summary>
/// <param name="Class">Its color's number.</param>
/// <param name="Box">Where it is.</param>
public sealed record ColorObject(int Class, PictureBox Box)
{
    public string Name => DetectorForm.Found[Class].Name;
}

/// <summary>Plain rectangles on gray noise: what the test models find, at places that are known.</summary>
internal static class ColorScene
{
    /// <summary>Five objects, two of which have one color; scenes of fewer take the first ones.</summary>
    private static readonly ColorObject[] Five =
    [
        new(0, new PictureBox(0.10, 0.15, 0.30, 0.35)), new(1, new PictureBox(0.60, 0.10, 0.20, 0.50)),
        new(3, new PictureBox(0.05, 0.65, 0.25, 0.25)), new(0, new PictureBox(0.55, 0.70, 0.35, 0.22)),
        new(2, new PictureBox(0.85, 0.30, 0.13, 0.30)),
    ];

    public static IReadOnlyList<ColorObject> Objects(int count) => Five[..count];

    public static RgbImage Draw(int width, int height, IReadOnlyList<ColorObject> objects)
    {
        var image = new RgbImage(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < width; x++)
            {
                byte level = (byte)(90 + (((x * 31) + (y * 17)) % 40));
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = (level, level, level);
                foreach (ColorObject o in objects)
                {
                    (double u, double v) = ((x + 0.5) / width, (y + 0.5) / height);
                    if (u < o.Box.Left || u > o.Box.Left + o.Box.Width || v < o.Box.Top || v > o.Box.Top + o.Box.Height) continue;
                    (_, row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = DetectorForm.Found[o.Class];
                }
            }
        }

        return image;
    }

    /// <summary>Asserts that the subjects are the objects and no others, each edge within 2% of the picture's size.</summary>
    public static void AssertFound(IReadOnlyList<ColorObject> objects, IReadOnlyList<Subject> subjects)
    {
        string all = string.Join("; ", subjects.Select(s => $"{s.Label} {s.Score} {s.Box}"));
        Assert.True(objects.Count == subjects.Count, $"{objects.Count} objects were expected: {all}");
        foreach (ColorObject expected in objects)
        {
            Assert.True(
                subjects.Any(s => s.Label == expected.Name && Distance(s.Box, expected.Box) <= 0.02 && s.Source == SubjectSource.Yolo),
                $"{expected.Name} at {expected.Box} is not among {all}");
        }
    }

    private static double Distance(PictureBox a, PictureBox b) => Math.Max(
        Math.Max(Math.Abs(a.Left - b.Left), Math.Abs(a.Top - b.Top)),
        Math.Max(Math.Abs(a.Left + a.Width - b.Left - b.Width), Math.Abs(a.Top + a.Height - b.Top - b.Height)));
}
