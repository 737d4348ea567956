using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Store;

namespace PluginRender.Kernels.Sampling;

/// <summary>A way to resample one kind of plane, luma or chroma.</summary>
internal interface IPlaneSampler : IDisposable
{
    /// <summary>Chooses what part of a source plane fills the frame's plane.</summary>
    /// <param name="x">Position of the first output column and distance of the next, in source samples.</param>
    /// <param name="y">The same for rows.</param>
    /// <param name="sourceWidth">Columns of the source plane.</param>
    /// <param name="sourceHeight">Rows of the source plane.</param>
    void Set((double First, double Step) x, (double First, double Step) y, int sourceWidth, int sourceHeight);

    /// <summary>Makes rows of the output plane.</summary>
    /// <param name="source">A plane of the size that was set.</param>
    /// <param name="output">Rows of a plane of this sampler's size.</param>
    /// <param name="kept">What may be kept from one band of this source plane to the next.</param>
    void Sample(in SourcePlane source, in Plane output, FilteredRows kept);

    /// <summary>Makes rows of the output plane, does an operation to them and stores them.</summary>
    /// <param name="source">A plane of the size that was set.</param>
    /// <param name="output">Rows of a plane of this sampler's size.</param>
    /// <param name="operation">What is done to the samples; null for nothing.</param>
    /// <param name="kept">What may be kept from one band of this source plane to the next.</param>
    void Store(in SourcePlane source, in CodePlane output, PointOperation? operation, FilteredRows kept);
}
