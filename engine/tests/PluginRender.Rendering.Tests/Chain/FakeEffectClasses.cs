using PluginRender.Kernels.Pointwise;
using PluginRender.Kernels.Sampling;
using PluginRender.Sdk;

namespace PluginRender.Rendering.Tests.Chain;

/// <summary>Adds five codes to luma, or doubles it.</summary>
internal sealed class Arithmetic(string operation) : RowEffect
{
    protected override void ApplyLuma(in FrameTime time, int row, Span<short> luma)
    {
        foreach (ref short sample in luma) sample = (short)(operation == "add" ? sample + (5 * Samples.One) : sample * 2);
    }
}

/// <summary>Says what it is told to.</summary>
internal sealed class FakeOperation(Func<FrameTime, FrameOperations> operations) : OperationEffect
{
    public override FrameOperations OperationsAt(in FrameTime time) => operations(time);
}

/// <summary>Says what it is told to.</summary>
internal sealed class FakeWindow(EffectContext context, Func<FrameTime, int, int, SourceWindow> window) : WindowEffect(context)
{
    public override SourceWindow WindowAt(in FrameTime time, int pictureWidth, int pictureHeight) => window(time, pictureWidth, pictureHeight);
}

/// <summary>Changes nothing, and takes its time for it.</summary>
internal sealed class Slow : PointEffect
{
    public const int Milliseconds = 20;

    public override void Apply(in FrameTime time, in Band band) => Thread.Sleep(Milliseconds);
}

/// <summary>The mean of a column's rows within a radius, as far as they are in the frame; records what it is given.</summary>
internal sealed class ColumnBlur(int radius, List<(int First, int Count, int InputFirst, int InputCount)> rows) : NeighborhoodEffect
{
    public override int Radius => radius;

    public override void Apply(in FrameTime time, in FrameView input, in Band output)
    {
        rows.Add((output.FirstRow, output.RowCount, input.Luma.FirstRow, input.Luma.RowCount));
        ColumnMean.Make(input, output, radius);
    }
}

/// <summary>The same from whole frames.</summary>
internal sealed class WholeColumnBlur(int radius) : FrameEffect
{
    public override void Apply(in FrameTime time, in FrameView input, in Band output) => ColumnMean.Make(input, output, radius);
}

internal static class ColumnMean
{
    public static void Make(in FrameView input, in Band output, int radius)
    {
        Make(input.Luma, output.Luma, radius, input.FrameHeight);
        Make(input.Cb, output.Cb, radius / 2, input.FrameHeight / 2);
        Make(input.Cr, output.Cr, radius / 2, input.FrameHeight / 2);
    }

    private static void Make(ReadOnlyPlane input, Plane output, int radius, int frameRows)
    {
        for (int row = output.FirstRow; row < output.FirstRow + output.RowCount; row++)
        {
            int first = Math.Max(0, row - radius);
            int end = Math.Min(frameRows, row + radius + 1);
            for (int x = 0; x < output.Width; x++)
            {
                int sum = 0;
                for (int r = first; r < end; r++) sum += input.Row(r)[x];
                output.Row(row)[x] = (short)(sum / (end - first));
            }
        }
    }
}

internal static class Failure
{
    public static void At(in FrameTime time)
    {
        if (time.Frame == 3) throw new InvalidOperationException("deliberate");
    }
}

internal sealed class FailingPoint : PointEffect
{
    public override void Apply(in FrameTime time, in Band band) => Failure.At(time);
}

internal sealed class FailingNeighborhood : NeighborhoodEffect
{
    public override int Radius => 1;

    public override void Apply(in FrameTime time, in FrameView input, in Band output)
    {
        Failure.At(time);
        Plain.Fill(output);
    }
}

internal sealed class FailingFrame : FrameEffect
{
    public override void BeginFrame(in FrameTime time) => Failure.At(time);

    public override void Apply(in FrameTime time, in FrameView input, in Band output) => Plain.Fill(output);
}

internal sealed class FailingSource : SourceEffect
{
    public override void Render(in FrameTime time, in SourcePicture source, in Band output)
    {
        Failure.At(time);
        Plain.Fill(output);
    }
}

internal static class Plain
{
    public static void Fill(in Band band, short sample = Samples.Neutral)
    {
        Fill(band.Luma, sample);
        Fill(band.Cb, sample);
        Fill(band.Cr, sample);
    }

    private static void Fill(Plane plane, short sample)
    {
        for (int row = plane.FirstRow; row < plane.FirstRow + plane.RowCount; row++) plane.Row(row).Fill(sample);
    }
}
