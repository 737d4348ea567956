namespace PluginRender.Media;

/// <summary>Code points of video for identifying colors (ITU-T H.273), as PNG's cICP has them.</summary>
internal static class CodePoints
{
    private const int Pq = 16, Hlg = 18;

    /// <summary>The chromaticities of a code point (table 2); null when it names none.</summary>
    public static ColorMatrix.Primaries? Primaries(int point) => point switch
    {
        1 => ColorMatrix.Primaries.Srgb,
        4 => new(0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.310, 0.316),
        5 => ColorMatrix.Primaries.OfD65(0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
        6 or 7 => ColorMatrix.Primaries.OfD65(0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
        8 => new(0.681, 0.319, 0.243, 0.692, 0.145, 0.049, 0.310, 0.316),
        9 => ColorMatrix.Primaries.OfD65(0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
        11 => new(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.314, 0.351),
        12 => ColorMatrix.Primaries.OfD65(0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
        22 => ColorMatrix.Primaries.OfD65(0.630, 0.340, 0.295, 0.605, 0.155, 0.077),
        _ => null,
    };

    /// <summary>The curve of a code point (table 3) whose white is a screen's; null when it is another, such as PQ, or none.</summary>
    public static ToneCurve? Curve(int point) => point switch
    {
        // The inverse of a camera's curve, as browsers show such pictures.
        1 or 6 or 14 or 15 => new ToneCurve.Parametric(1 / 0.45, 1 / 1.099296826809442, 0.099296826809442 / 1.099296826809442, 1 / 4.5, 0.0812428582986315, 0, 0),
        4 => ToneCurve.Gamma(2.2),
        5 => ToneCurve.Gamma(2.8),
        8 => ToneCurve.Gamma(1),
        13 => ToneCurve.Srgb,
        _ => null,
    };

    /// <summary>Whether a picture of these code points can be shown.</summary>
    public static bool AreKnown(int primaries, int curve) => Primaries(primaries) is not null && (curve is Pq or Hlg || Curve(curve) is not null);

    /// <summary>The transform of a picture of known code points; null where there is nothing to do.</summary>
    /// <param name="primaries">Of H.273, table 2.</param>
    /// <param name="curve">Of H.273, table 3.</param>
    public static ColorTransform? Transform(int primaries, int curve)
    {
        ColorMatrix matrix = ColorMatrix.ToSrgb(Primaries(primaries)!)!;
        if (curve == Pq) return HdrTransform.Pq(matrix);
        if (curve == Hlg) return HdrTransform.Hlg(matrix);
        ToneCurve tone = Curve(curve)!;
        return MatrixTransform.Create([tone, tone, tone], matrix);
    }
}
