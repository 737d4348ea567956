using System.Runtime.Intrinsics;

namespace PluginRender.Media;

/// <summary>
/// Three by three coefficients between linear color spaces, in double and in steps that IEEE 754 defines, so that they are
/// the same on every machine.
/// </summary>
internal sealed class ColorMatrix
{
    // The white of every profile's connection space (ICC.1:2022, 7.2.16).
    private static readonly double[] D50 = [0.9642, 1, 0.8249];

    // The cone responses of Bradford (ICC.1:2022, annex E.3).
    private static readonly ColorMatrix Bradford = new(0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296);

    private readonly double[] cells;

    /// <param name="cells">Row by row.</param>
    public ColorMatrix(params double[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, 9);
        this.cells = cells;
    }

    /// <summary>XYZ relative to D50, as profiles have it, to linear sRGB.</summary>
    public static ColorMatrix SrgbFromD50 { get; } = ToD50(Primaries.Srgb).Inverse();

    /// <summary>A coefficient.</summary>
    public double this[int row, int column] => cells[(3 * row) + column];

    /// <summary>From linear RGB of some primaries to linear sRGB, white to white; null when they span nothing.</summary>
    public static ColorMatrix? ToSrgb(Primaries primaries)
    {
        // Chromaticities are points of a triangle with white inside; a y of 0 has no color.
        if (primaries.RedY <= 0 || primaries.GreenY <= 0 || primaries.BlueY <= 0 || primaries.WhiteY <= 0) return null;
        ColorMatrix toD50 = ToD50(primaries);
        return toD50.cells.All(double.IsFinite) && toD50.cells.All(c => Math.Abs(c) < 16) ? SrgbFromD50.Times(toD50) : null;
    }

    /// <summary>The columns, each with a fourth row of zero.</summary>
    public (Vector128<float> First, Vector128<float> Second, Vector128<float> Third) Columns()
    {
        return (Column(0), Column(1), Column(2));

        Vector128<float> Column(int column) => Vector128.Create((float)this[0, column], (float)this[1, column], (float)this[2, column], 0);
    }

    /// <summary>This after <paramref name="other"/>.</summary>
    public ColorMatrix Times(ColorMatrix other)
    {
        var product = new double[9];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
                product[(3 * row) + column] = (this[row, 0] * other[0, column]) + (this[row, 1] * other[1, column]) + (this[row, 2] * other[2, column]);
        }

        return new ColorMatrix(product);
    }

    private static ColorMatrix ToD50(Primaries p)
    {
        double[] white = Xyz(p.WhiteX, p.WhiteY);
        double[] r = Xyz(p.RedX, p.RedY), g = Xyz(p.GreenX, p.GreenY), b = Xyz(p.BlueX, p.BlueY);
        var unscaled = new ColorMatrix(r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]);
        double[] scale = unscaled.Inverse().Apply(white);
        ColorMatrix toXyz = unscaled.Times(Diagonal(scale));
        double[] from = Bradford.Apply(white), to = Bradford.Apply(D50);
        return Bradford.Inverse().Times(Diagonal([to[0] / from[0], to[1] / from[1], to[2] / from[2]])).Times(Bradford).Times(toXyz);
    }

    private static double[] Xyz(double x, double y) => [x / y, 1, (1 - x - y) / y];

    private static ColorMatrix Diagonal(double[] d) => new(d[0], 0, 0, 0, d[1], 0, 0, 0, d[2]);

    private double[] Apply(double[] v) =>
    [
        (this[0, 0] * v[0]) + (this[0, 1] * v[1]) + (this[0, 2] * v[2]),
        (this[1, 0] * v[0]) + (this[1, 1] * v[1]) + (this[1, 2] * v[2]),
        (this[2, 0] * v[0]) + (this[2, 1] * v[1]) + (this[2, 2] * v[2]),
    ];

    // By cofactors; a matrix without inverse gives what is not finite, which those who made it look for.
    private ColorMatrix Inverse()
    {
        var cofactors = new double[9];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                (int r1, int r2, int c1, int c2) = ((row + 1) % 3, (row + 2) % 3, (column + 1) % 3, (column + 2) % 3);
                cofactors[(3 * column) + row] = (this[r1, c1] * this[r2, c2]) - (this[r1, c2] * this[r2, c1]);
            }
        }

        double determinant = (this[0, 0] * cofactors[0]) + (this[0, 1] * cofactors[3]) + (this[0, 2] * cofactors[6]);
        return new ColorMatrix([.. cofactors.Select(c => c / determinant)]);
    }

    /// <summary>The CIE 1931 chromaticities of three primaries and of their white.</summary>
    internal sealed record Primaries(
        double RedX, double RedY, double GreenX, double GreenY, double BlueX, double BlueY, double WhiteX, double WhiteY)
    {
        // Of IEC 61966-2-1. A constant: these primaries and the matrices made from them need each other's class.
        private const double D65X = 0.3127, D65Y = 0.3290;

        /// <summary>ITU-R BT.709 and sRGB.</summary>
        public static Primaries Srgb { get; } = OfD65(0.64, 0.33, 0.30, 0.60, 0.15, 0.06);

        /// <summary>Primaries whose white is D65.</summary>
        public static Primaries OfD65(double redX, double redY, double greenX, double greenY, double blueX, double blueY)
            => new(redX, redY, greenX, greenY, blueX, blueY, D65X, D65Y);
    }
}
