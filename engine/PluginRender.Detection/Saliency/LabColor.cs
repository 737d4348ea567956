namespace PluginRender.Detection.Saliency;

/// <summary>
/// CIELAB under D65 of sRGB, in whole 1/64: whole numbers can be summed in any order. Made of additions, multiplications,
/// divisions and square roots, which IEEE 754 defines exactly, and so the same on every machine.
/// </summary>
internal readonly record struct LabColor(int L, int A, int B)
{
    /// <summary>Parts of a unit.</summary>
    public const int Scale = 64;

    private const int LinearSteps = 4096;

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(code => ToLinear(code / 255.0))];
    private static readonly double[] Curve = [.. Enumerable.Range(0, LinearSteps + 2).Select(i => Lightness((double)i / LinearSteps))];

    /// <summary>The color of three 8-bit codes.</summary>
    public static LabColor Of(byte red, byte green, byte blue)
    {
        (double r, double g, double b) = (Linear[red], Linear[green], Linear[blue]);
        // IEC 61966-2-1: the primaries' tristimulus values, over those of white.
        double x = Read(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / 0.950470);
        double y = Read((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
        double z = Read(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / 1.088830);
        return new LabColor(Fixed((116 * y) - 16), Fixed(500 * (x - y)), Fixed(200 * (y - z)));
    }

    private static int Fixed(double value) => (int)Math.Floor((value * Scale) + 0.5);

    /// <summary>IEC 61966-2-1, 5.2: ((c + 0.055) / 1.055)^2.4, the power as the twelfth of a fifth root.</summary>
    private static double ToLinear(double code)
    {
        if (code <= 0.04045) return code / 12.92;
        double fifth = Root((code + 0.055) / 1.055, 5);
        double cube = fifth * fifth * fifth;
        return cube * cube * cube * cube;
    }

    /// <summary>CIE 15:2018, 8.2.1.1: the cube root, straight near black.</summary>
    private static double Lightness(double t) => t > 216 / 24389.0 ? Root(t, 3) : ((24389 / 27.0 * t) + 16) / 116;

    /// <summary>The curve from its table, linear between entries: off by less than 0.02 units of L.</summary>
    private static double Read(double t)
    {
        double at = Math.Clamp(t, 0, 1) * LinearSteps;
        int index = (int)at;
        return Curve[index] + ((Curve[index + 1] - Curve[index]) * (at - index));
    }

    /// <summary>By Newton's method from above; 60 steps are more than enough for 0.001 to 1.</summary>
    private static double Root(double value, int degree)
    {
        double root = 1;
        for (int i = 0; i < 60; i++)
        {
            double power = 1;
            for (int k = 1; k < degree; k++) power *= root;
            root -= ((power * root) - value) / (degree * power);
        }

        return root;
    }
}
