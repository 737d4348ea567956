namespace PluginRender.Kernels.Pointwise;

/// <summary>
/// An effect that is made of operations on single samples. It says which, and is not called for the samples: operations of
/// effects that follow each other, and the store behind the last, are done in one go, which is the fastest way there is.
/// </summary>
/// <example>
/// <code>
/// [Effect("darken", "1.0.0", Summary = "Halves the light.", Determinism = Determinism.BitExact)]
/// public sealed class DarkenEffect(DarkenParameters parameters, EffectContext context) : OperationEffect
/// {
///     private readonly PointOperation? halved = Affine.About(0.5, Samples.Black, 0).ToOperation();
///
///     public override FrameOperations OperationsAt(in FrameTime time) => new(halved, null, null);
/// }
/// </code>
/// </example>
public abstract class OperationEffect : PointEffect
{
    /// <summary>What is done to the samples of a frame. Called after <see cref="Effect.BeginFrame"/>.</summary>
    public abstract FrameOperations OperationsAt(in FrameTime time);

    /// <inheritdoc/>
    public sealed override void Apply(in FrameTime time, in Band band)
    {
        FrameOperations operations = OperationsAt(time);
        Apply(operations.Luma, band.Luma);
        Apply(operations.Cb, band.Cb);
        Apply(operations.Cr, band.Cr);
    }

    private static void Apply(PointOperation? operation, in Plane plane)
    {
        if (operation is null) return;
        for (int row = plane.FirstRow; row < plane.FirstRow + plane.RowCount; row++) operation.Apply(plane.Row(row), row);
    }
}
