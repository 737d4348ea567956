using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PluginRender.Media;

/// <summary>Curves to light, a matrix to the light of sRGB, and its codes: relative colorimetric, clipped to what sRGB can show.</summary>
internal sealed class MatrixTransform : ColorTransform
{
    // As many codes as may be off before a transform is worth its time: one of 255.
    private const int Tolerance = 257;

    private readonly float[][] light;
    private readonly (Vector128<float> Red, Vector128<float> Green, Vector128<float> Blue) columns;

    private MatrixTransform(float[][] light, ColorMatrix toSrgb) => (this.light, columns) = (light, toSrgb.Columns());

    /// <summary>The transform, or null where it would change no color by more than a code of 8 bits: the picture is sRGB.</summary>
    /// <param name="curves">Of red, green and blue.</param>
    /// <param name="toSrgb">From their light to that of sRGB.</param>
    public static MatrixTransform? Create(ToneCurve[] curves, ColorMatrix toSrgb)
    {
        if (IsSrgb(curves, toSrgb)) return null;
        float[] red = curves[0].Sampled();
        float[][] light = [red, curves[1] == curves[0] ? red : curves[1].Sampled(), curves[2] == curves[0] ? red : curves[2].Sampled()];
        return new MatrixTransform(light, toSrgb);
    }

    /// <inheritdoc/>
    public override void Apply(Span<ushort> pixels)
    {
        ReadOnlySpan<ushort> codes = SrgbCodes.All;
        ReadOnlySpan<float> lightOfRed = light[0], lightOfGreen = light[1], lightOfBlue = light[2];
        (Vector128<float> red, Vector128<float> green, Vector128<float> blue) = columns;
        foreach (ref ulong pixel in MemoryMarshal.Cast<ushort, ulong>(pixels))
        {
            Vector128<float> shown = (red * lightOfRed[(ushort)pixel]) + (green * lightOfGreen[(ushort)(pixel >> 16)]) + (blue * lightOfBlue[(ushort)(pixel >> 32)]);
            Vector128<int> place = SrgbCodes.Place(shown);
            pixel = (pixel & 0xffff_0000_0000_0000) | codes[place[0]] | ((ulong)codes[place[1]] << 16) | ((ulong)codes[place[2]] << 32);
        }
    }

    private static bool IsSrgb(ToneCurve[] curves, ColorMatrix toSrgb)
    {
        // Every gray of 8 bits, and a lattice through the cube.
        double[][] lights = [.. curves.Select(curve => Enumerable.Range(0, 256).Select(code => curve.Of(code / 255.0)).ToArray())];
        for (int code = 0; code < 256; code++)
        {
            if (!Keeps(code, code, code)) return false;
        }

        for (int code = 0; code < 18 * 18 * 18; code++)
        {
            if (!Keeps(15 * (code / 324), 15 * (code / 18 % 18), 15 * (code % 18))) return false;
        }

        return true;

        bool Keeps(int r, int g, int b) => Keep(0, r, r, g, b) && Keep(1, g, r, g, b) && Keep(2, b, r, g, b);

        bool Keep(int row, int code, int r, int g, int b)
            => Math.Abs(SrgbCodes.Of((toSrgb[row, 0] * lights[0][r]) + (toSrgb[row, 1] * lights[1][g]) + (toSrgb[row, 2] * lights[2][b])) - (257 * code)) <= Tolerance;
    }
}
