using System.Numerics;
using ShowcasePictures;
using SkiaSharp;

if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("usage: ShowcasePictures FOLDER [DIVISOR]   (paints the pictures; a divisor makes small previews)");
    return 2;
}

int divisor = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
Directory.CreateDirectory(args[0]);
foreach (Scene scene in Scenes.All)
{
    string file = Path.Combine(args[0], scene.Name + ".jpg");
    Paint(scene, 2880 / divisor, 1620 / divisor, file);
    Console.WriteLine($"{file} {new FileInfo(file).Length}");
}

return 0;

static void Paint(Scene scene, int width, int height, string file)
{
    using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
    nint pixels = bitmap.GetPixels();
    var painter = new Painter(scene, width, height);
    Parallel.For(0, height, y =>
    {
        for (int x = 0; x < width; x++) Store(pixels + (4 * ((y * width) + x)), painter.Light(x, y), x, y);
    });
    using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 82);
    File.WriteAllBytes(file, data.ToArray());
}

// Filmic curve, sRGB transfer approximated by its square root, and a dither so that skies have no bands.
static unsafe void Store(nint pixel, Vector3 light, int x, int y)
{
    var target = (byte*)pixel;
    for (int i = 0; i < 3; i++)
    {
        float v = MathF.Max(0, light[i]) * 0.5f;
        v = v * ((2.51f * v) + 0.03f) / ((v * ((2.43f * v) + 0.59f)) + 0.14f);
        float code = (255 * Exact.Pow(Math.Clamp(v, 0, 1), 1 / 2.2f)) + Noise.Hash(x, y, (uint)i) - 0.5f;
        target[i] = (byte)Math.Clamp(MathF.Round(code), 0, 255);
    }

    target[3] = 255;
}
