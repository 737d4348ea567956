using System.Runtime.Intrinsics;
using PluginRender.Kernels.Numerics;

namespace PluginRender.Media;

/// <summary>
/// PQ and HLG (ITU-R BT.2100) on a screen of ordinary brightness. Graphics white, 203 cd/m² (BT.2408), is 1; what is brighter is
/// pressed below white by x(1 + x/L²)/(1 + x) of the largest channel (Reinhard et al. 2002), where L is 1000 cd/m², so that hues stay.
/// </summary>
internal sealed class HdrTransform : ColorTransform
{
    private const double GraphicsWhite = 203, Brightest = 1000;

    private readonly float[] light;
    private readonly (Vector128<float> Red, Vector128<float> Green, Vector128<float> Blue) columns;
    private readonly bool hlg;

    private HdrTransform(float[] light, ColorMatrix toSrgb, bool hlg) => (this.light, columns, this.hlg) = (light, toSrgb.Columns(), hlg);

    /// <summary>Of absolute light (SMPTE ST 2084).</summary>
    public static HdrTransform Pq(ColorMatrix toSrgb) => new(Sampled(static code =>
    {
        const double M1 = 2610 / 16384.0, M2 = 2523 / 4096.0 * 128, C1 = 3424 / 4096.0, C2 = 2413 / 4096.0 * 32, C3 = 2392 / 4096.0 * 32;
        double power = DeterministicMath.Pow(code, 1 / M2);
        return 10000 / GraphicsWhite * DeterministicMath.Pow(Math.Max(power - C1, 0) / (C2 - (C3 * power)), 1 / M1);
    }), toSrgb, hlg: false);

    /// <summary>Of scene light, on a screen of 1000 cd/m² (BT.2100, table 5).</summary>
    public static HdrTransform Hlg(ColorMatrix toSrgb) => new(Sampled(static code =>
    {
        const double A = 0.17883277, B = 1 - (4 * A), C = 0.55991073;
        return code <= 0.5 ? code * code / 3 : (DeterministicMath.Exp((code - C) / A) + B) / 12;
    }), toSrgb, hlg: true);

    /// <inheritdoc/>
    public override void Apply(Span<ushort> pixels)
    {
        ReadOnlySpan<ushort> codes = SrgbCodes.All;
        const float PerSquare = (float)(GraphicsWhite * GraphicsWhite / (Brightest * Brightest));
        for (int i = 0; i + 4 <= pixels.Length; i += 4)
        {
            Span<ushort> pixel = pixels.Slice(i, 4);
            float r = light[pixel[0]], g = light[pixel[1]], b = light[pixel[2]];
            float shown = hlg ? Shown((0.2627f * r) + (0.6780f * g) + (0.0593f * b)) : 1;
            float largest = Math.Max(r, Math.Max(g, b)) * shown;
            float pressed = shown * (1 + (largest * PerSquare)) / (1 + largest);
            Vector128<int> place = SrgbCodes.Place(((columns.Red * r) + (columns.Green * g) + (columns.Blue * b)) * pressed);
            (pixel[0], pixel[1], pixel[2]) = (codes[place[0]], codes[place[1]], codes[place[2]]);
        }
    }

    // The system gamma of a screen of 1000 cd/m² is 1.2: light is multiplied by the fifth root of its luminance.
    private static float Shown(float luminance)
        => (float)(Brightest / GraphicsWhite * DeterministicMath.Pow(luminance, 0.2));

    private static float[] Sampled(Func<double, double> curve)
    {
        var samples = new float[ToneCurve.Codes];
        for (int code = 0; code < samples.Length; code++) samples[code] = (float)curve(code / (double)(samples.Length - 1));
        return samples;
    }
}
