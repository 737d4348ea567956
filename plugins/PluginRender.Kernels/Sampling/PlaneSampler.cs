using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Sampling;

/// <summary>
/// Resamples one kind of plane, luma or chroma, in the way that its scale allows. The way follows from the window
/// alone, never from the machine: the two round differently, by less than 1/32 code (RMS).
/// </summary>
internal sealed class PlaneSampler(int width, int height) : IPlaneSampler
{
    private readonly HorizontalFirstSampler horizontalFirst = new(width, height);
    private VerticalFirstSampler? verticalFirst;
    private IPlaneSampler? chosen;

    /// <inheritdoc/>
    public void Set((double First, double Step) x, (double First, double Step) y, int sourceWidth, int sourceHeight)
    {
        chosen = Math.Max(x.Step, y.Step) <= AxisTaps.GreatestStep ? horizontalFirst : verticalFirst ??= new VerticalFirstSampler(width, height);
        chosen.Set(x, y, sourceWidth, sourceHeight);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows are not of a plane of this sampler's size.</exception>
    public void Sample(in SourcePlane source, in Plane output, FilteredRows kept)
    {
        Check(output.Width, output.FirstRow, output.RowCount);
        chosen!.Sample(source, output, kept);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rows are not of a plane of this sampler's size.</exception>
    public void Store(in SourcePlane source, in CodePlane output, PointOperation? operation, FilteredRows kept)
    {
        Check(output.Width, output.FirstRow, output.RowCount);
        chosen!.Store(source, output, operation, kept);
    }

    public void Dispose()
    {
        horizontalFirst.Dispose();
        verticalFirst?.Dispose();
    }

    private void Check(int outputWidth, int firstRow, int rowCount)
    {
        if (outputWidth == width && firstRow >= 0 && firstRow + rowCount <= height) return;
        throw new ArgumentException($"Rows {firstRow} to {firstRow + rowCount - 1} of {outputWidth} samples are not in a plane of {width}x{height}.", nameof(outputWidth));
    }
}
