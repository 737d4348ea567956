namespace PluginRender.Kernels.Pointwise;

/// <summary>What is done to the samples of a frame; null leaves a plane as it is.</summary>
/// <param name="Luma">Of luma.</param>
/// <param name="Cb">Of blue differences.</param>
/// <param name="Cr">Of red differences.</param>
public readonly record struct FrameOperations(PointOperation? Luma, PointOperation? Cb, PointOperation? Cr)
{
    /// <summary>These operations and then others.</summary>
    public FrameOperations Then(in FrameOperations next)
        => new(PointOperation.Join(Luma, next.Luma), PointOperation.Join(Cb, next.Cb), PointOperation.Join(Cr, next.Cr));
}
