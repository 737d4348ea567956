namespace PluginRender.Sdk;

/// <summary>
/// An effect written row by row on samples as in <see cref="Samples"/>, in place: luma rows, and pairs of chroma rows
/// where it changes color. The way to vector code without the arithmetic of bands.
/// </summary>
/// <example>
/// <code>
/// [Effect("darken", "1.0.0", Summary = "Halves the light.", Determinism = Determinism.BitExact)]
/// public sealed class DarkenEffect(DarkenParameters parameters, EffectContext context) : RowEffect
/// {
///     protected override void ApplyLuma(in FrameTime time, int row, Span&lt;short&gt; luma)
///     {
///         foreach (ref short sample in luma) sample = (short)((sample + Samples.Black) / 2);
///     }
/// }
/// </code>
/// </example>
public abstract class RowEffect : PointEffect
{
    /// <summary>Changes a row of luma.</summary>
    /// <param name="time">The frame's clock.</param>
    /// <param name="row">Number of the luma row, from 0 at the top.</param>
    /// <param name="luma">Its samples, as many as the frame is wide.</param>
    protected abstract void ApplyLuma(in FrameTime time, int row, Span<short> luma);

    /// <summary>Changes a row of chroma; without an override it stays as it is.</summary>
    /// <param name="time">The frame's clock.</param>
    /// <param name="row">Number of the chroma row: it lies between luma rows 2 · row and 2 · row + 1.</param>
    /// <param name="cb">Blue differences, half as many as the frame is wide.</param>
    /// <param name="cr">Red differences, likewise.</param>
    protected virtual void ApplyChroma(in FrameTime time, int row, Span<short> cb, Span<short> cr)
    {
    }

    /// <inheritdoc/>
    public sealed override void Apply(in FrameTime time, in Band band)
    {
        for (int i = 0; i < band.Luma.RowCount; i++)
            ApplyLuma(time, band.Luma.FirstRow + i, band.Luma.Row(band.Luma.FirstRow + i));
        for (int i = 0; i < band.Cb.RowCount; i++)
            ApplyChroma(time, band.Cb.FirstRow + i, band.Cb.Row(band.Cb.FirstRow + i), band.Cr.Row(band.Cr.FirstRow + i));
    }
}
