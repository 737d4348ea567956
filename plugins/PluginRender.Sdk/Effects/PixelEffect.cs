namespace PluginRender.Sdk;

/// <summary>
/// The easiest effect to write: one method from a pixel to a pixel. Returning the pixel as it came changes no sample.
/// </summary>
/// <remarks>
/// Frames are 4:2:0, so the method is called at the position of every luma sample for its <see cref="Pixel.Y"/> (with
/// the chroma sample that covers it) and at the position of every chroma sample for its <see cref="Pixel.Cb"/> and
/// <see cref="Pixel.Cr"/> (with the mean luma of the two rows it lies between); what else it returns is not used. A
/// result that stays with +, −, ×, ÷ and square roots is the same on every machine. Much slower than a
/// <see cref="RowEffect"/> with vector code.
/// </remarks>
/// <example>
/// <code>
/// [Effect("negative", "1.0.0", Summary = "Inverts the picture.", Determinism = Determinism.BitExact)]
/// public sealed class NegativeEffect(NegativeParameters parameters, EffectContext context) : PixelEffect
/// {
///     protected override Pixel Map(in FrameTime time, float x, float y, Pixel pixel)
///         => new(1 - pixel.Y, -pixel.Cb, -pixel.Cr);
/// }
/// </code>
/// </example>
public abstract class PixelEffect : PointEffect
{
    private const float LumaRange = Samples.White - Samples.Black;
    private const float ChromaRange = 224 * Samples.One;

    /// <summary>The pixel that takes the place of another.</summary>
    /// <param name="time">The frame's clock.</param>
    /// <param name="x">Column in luma samples, 0 for the first.</param>
    /// <param name="y">Row in luma rows, 0 for the first; halfway between two for a chroma sample.</param>
    /// <param name="pixel">The input's pixel there.</param>
    protected abstract Pixel Map(in FrameTime time, float x, float y, Pixel pixel);

    /// <inheritdoc/>
    public sealed override void Apply(in FrameTime time, in Band band)
    {
        for (int row = band.FirstRow; row < band.FirstRow + band.RowCount; row += 2)
        {
            Span<short> upper = band.Luma.Row(row), lower = band.Luma.Row(row + 1);
            Span<short> cb = band.Cb.Row(row / 2), cr = band.Cr.Row(row / 2);
            for (int x = 0; x < cb.Length; x++)
            {
                int left = 2 * x;
                float blue = Difference(cb[x]), red = Difference(cr[x]);
                Pixel chroma = Map(time, left, row + 0.5f, new Pixel((Luma(upper[left]) + Luma(lower[left])) * 0.5f, blue, red));
                for (int column = left; column < left + 2; column++)
                {
                    upper[column] = FromLuma(Map(time, column, row, new Pixel(Luma(upper[column]), blue, red)).Y);
                    lower[column] = FromLuma(Map(time, column, row + 1, new Pixel(Luma(lower[column]), blue, red)).Y);
                }

                cb[x] = FromDifference(chroma.Cb);
                cr[x] = FromDifference(chroma.Cr);
            }
        }
    }

    private static float Luma(short sample) => (sample - Samples.Black) / LumaRange;

    private static float Difference(short sample) => (sample - Samples.Neutral) / ChromaRange;

    private static short FromLuma(float value) => Round((value * LumaRange) + Samples.Black);

    private static short FromDifference(float value) => Round((value * ChromaRange) + Samples.Neutral);

    // Not a number becomes 0; the cast of a clamped value is exact.
    private static short Round(float value)
        => (short)(value >= short.MinValue ? MathF.Floor(MathF.Min(value, short.MaxValue) + 0.5f) : value < short.MinValue ? short.MinValue : 0);
}
