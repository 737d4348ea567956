using System.Numerics;
using ShowcasePictures;
using SkiaSharp;

bool reference = args.Contains("--reference");
string[] rest = [.. args.Where(a => a != "--reference")];
if (rest.Length is < 1 or > 2)
{
    Console.Error.WriteLine("usage: ShowcasePictures [--reference] FOLDER [DIVISOR]   (a divisor makes small previews; --reference paints the benchmark's twelve stills instead)");
    return 2;
}

int divisor = rest.Length > 1 ? int.Parse(rest[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
Directory.CreateDirectory(rest[0]);
foreach (Exposure exposure in reference ? Exposure.Reference : Exposure.Showcase)
{
    string file = Path.Combine(rest[0], exposure.Name + ".jpg");
    Paint(exposure, 2880 / divisor, 1620 / divisor, file);
    Console.WriteLine($"{file} {new FileInfo(file).Length}");
}

return 0;

static void Paint(Exposure exposure, int width, int height, string file)
{
    using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
    nint pixels = bitmap.GetPixels();
    var painter = new Painter(exposure.Scene, width, height);
    Parallel.For(0, height, y =>
    {
        for (int x = 0; x < width; x++) Store(pixels + (4 * ((y * width) + x)), painter.Light(exposure.Mirrored ? width - 1 - x : x, y), x, y, exposure.Noise);
    });
    using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, exposure.Quality);
    File.WriteAllBytes(file, data.ToArray());
}

// Filmic curve, sRGB transfer approximated by its square root, a dither so that skies have no bands, and the sensor's noise.
static unsafe void Store(nint pixel, Vector3 light, int x, int y, float noise)
{
    var target = (byte*)pixel;
    for (int i = 0; i < 3; i++)
    {
        float v = MathF.Max(0, light[i]) * 0.5f;
        v = v * ((2.51f * v) + 0.03f) / ((v * ((2.43f * v) + 0.59f)) + 0.14f);
        float code = (255 * Exact.Pow(Math.Clamp(v, 0, 1), 1 / 2.2f)) + Noise.Hash(x, y, (uint)i) - 0.5f + (noise * Noise.Normal(x, y, (uint)i + 900));
        target[i] = (byte)Math.Clamp(MathF.Round(code), 0, 255);
    }

    target[3] = 255;
}
