using PluginRender.Effects.Camera.KenBurns;
using PluginRender.Effects.Color.Fade;
using PluginRender.Effects.Color.Grade;
using PluginRender.Effects.Color.Vignette;

namespace PluginRender.Effects.Tests.Quality;

/// <summary>
/// Ken Burns, grade, vignette and fade to black as their documentation defines them, in double precision, without
/// tables, fixed point or dither. Results are codes, not rounded.
/// </summary>
internal sealed class ReferenceChain(
    TestPicture picture, int width, int height, KenBurnsParameters kenBurns, GradeParameters grade, VignetteParameters vignette, FadeParameters fade)
{
    private const double Black = 16, White = 235, Neutral = 128;

    /// <summary>A plane of a frame, row by row.</summary>
    public double[] Plane(int plane, FrameTime time)
    {
        int step = plane == 0 ? 1 : 2, planeWidth = width / step, planeHeight = height / step;
        double zoom = kenBurns.ZoomFrom * Math.Pow(kenBurns.ZoomTo / kenBurns.ZoomFrom, Eased(time.Progress));
        double scale = Math.Min((double)picture.Width / width, (double)picture.Height / height);
        double[] codes = Sampled(plane, planeWidth, planeHeight, step, scale, zoom);
        double gain = Math.Min(1, Math.Min(time.Frame / (30 * fade.In), (time.FrameCount - 1 - time.Frame) / (30 * fade.Out)));
        for (int i = 0; i < codes.Length; i++)
        {
            // Chroma lies at the left of two luma columns and between two luma rows.
            double x = (i % planeWidth * step) + 0.5, y = ((i / planeWidth) + 0.5) * step;
            codes[i] = plane == 0
                ? Faded(Vignetted(Graded(codes[i]), Black, x, y), Black, gain)
                : Faded(Vignetted(((codes[i] - Neutral) * grade.Saturation) + Neutral, Neutral, x, y), Neutral, gain);
        }

        return codes;
    }

    private double Eased(double p) => kenBurns.Easing == Easing.EaseInOut ? p * p * (3 - (2 * p)) : p;

    private double Graded(double code)
    {
        const double middle = (Black + White) / 2;
        return ((code - middle) * grade.Contrast) + middle + (grade.Brightness * (White - Black));
    }

    private double Vignetted(double code, double target, double x, double y)
    {
        double dx = x - (width / 2.0), dy = y - (height / 2.0);
        double t = Math.Min(1, ((dx * dx) + (dy * dy)) / (vignette.Radius * vignette.Radius * ((width * width) + (height * height)) / 4.0));
        return code + ((target - code) * vignette.Strength * t * t * (3 - (2 * t)));
    }

    private static double Faded(double code, double target, double gain) => target + ((code - target) * gain);

    /// <summary>The largest window of the frame's aspect, zoomed about the focus, by a separable cubic widened when it shrinks.</summary>
    private double[] Sampled(int plane, int planeWidth, int planeHeight, int step, double scale, double zoom)
    {
        FocusPoint focus = kenBurns.Focus;
        (double fx, double fy) = focus.Resolve(EffectRun.Context(width, height));
        double windowWidth = width * scale, windowHeight = height * scale;
        double left = ((picture.Width - windowWidth) / 2) + (windowWidth * (fx - (fx / zoom)));
        double top = ((picture.Height - windowHeight) / 2) + (windowHeight * (fy - (fy / zoom)));
        double perSample = scale / zoom;
        int sourceWidth = picture.PlaneWidth(plane), sourceHeight = picture.PlaneHeight(plane);
        double[] columns = [.. Enumerable.Range(0, planeWidth).Select(x => SourcePosition(left + (((x * step) + 0.5) * perSample), step, 0))];
        double[] rows = [.. Enumerable.Range(0, planeHeight).Select(y => SourcePosition(top + ((y + 0.5) * step * perSample), step, 0.5))];
        double[] narrow = new double[planeWidth * sourceHeight];
        for (int y = 0; y < sourceHeight; y++)
        {
            for (int x = 0; x < planeWidth; x++)
                narrow[(y * planeWidth) + x] = Weighted(columns[x], perSample, sourceWidth, tap => picture[plane][(y * sourceWidth) + tap]);
        }

        double[] codes = new double[planeWidth * planeHeight];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = Weighted(rows[i / planeWidth], perSample, sourceHeight, tap => narrow[(tap * planeWidth) + (i % planeWidth)]);
        return codes;
    }

    /// <summary>From luma edge coordinates to samples counted from the first one's center; the chroma offset is type 0's.</summary>
    private static double SourcePosition(double edge, int step, double chromaOffset)
        => step == 1 ? edge - 0.5 : (edge - 0.5 - chromaOffset) / 2;

    private static double Weighted(double position, double scale, int size, Func<int, double> sample)
    {
        double wide = Math.Max(1, scale), depth = 0.62 + (0.23 * Math.Clamp((scale - 1) / 0.25, 0, 1));
        double sum = 0, weights = 0;
        for (int tap = (int)Math.Ceiling(position - (2 * wide)); tap <= position + (2 * wide); tap++)
        {
            double weight = Cubic(Math.Abs(tap - position) / wide, depth);
            weights += weight;
            sum += weight * sample(Math.Clamp(tap, 0, size - 1));
        }

        return sum / weights;
    }

    /// <summary>R. Keys, "Cubic convolution interpolation for digital image processing", 1981, equation 15 with a = −depth.</summary>
    private static double Cubic(double t, double depth)
        => t < 1 ? ((2 - depth) * t * t * t) - ((3 - depth) * t * t) + 1
        : t < 2 ? depth * ((-t * t * t) + (5 * t * t) - (8 * t) + 4)
        : 0;
}
