using System.Globalization;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Build.References;

/// <summary>A frame that is not what it was.</summary>
/// <param name="Frame">Its number in the video.</param>
/// <param name="Segment">The segment that it is of.</param>
/// <param name="Seconds">When it is shown.</param>
/// <param name="Decibels">The peak signal-to-noise ratio of all its samples; null where there is nothing to measure with.</param>
internal sealed record DifferingFrame(int Frame, PlannedSegment Segment, double Seconds, double? Decibels)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"frame {Frame}: segment \"{Segment.Id}\", frame {Frame - Segment.FirstFrame} of it, at {Seconds:0.000} s{(Decibels is { } db ? $", {Shown(db)}" : "")}");

    /// <summary>In words; two decimal places, never rounded up to a bound that is not reached.</summary>
    public static string Shown(double decibels) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(decibels * 100) / 100:0.00} dB");
}

/// <summary>Compares a render with its reference frame by frame.</summary>
/// <param name="plan">The plan of the render.</param>
/// <param name="expected">The reference's hashes.</param>
/// <param name="received">As many of now.</param>
internal sealed class FrameComparison(RenderPlan plan, IReadOnlyList<string> expected, IReadOnlyList<string> received)
{
    /// <summary>The numbers of the frames that differ, in order.</summary>
    public IReadOnlyList<int> Differing { get; } = [.. Enumerable.Range(0, expected.Count).Where(i => expected[i] != received[i])];

    /// <summary>The frames that differ, without figures.</summary>
    public IReadOnlyList<DifferingFrame> Named() => [.. Differing.Select(f => Named(f, null))];

    /// <summary>The frames that differ, measured.</summary>
    /// <param name="expectedFile">The reference's frames.</param>
    /// <param name="receivedFile">Those of now.</param>
    public IReadOnlyList<DifferingFrame> Measured(string expectedFile, string receivedFile)
    {
        var measured = new List<DifferingFrame>();
        FramePairs.Each(plan, expectedFile, receivedFile, Differing, (frame, before, now) => measured.Add(Named(frame, Decibels(FrameDifference.Of(before, now)))));
        return measured;
    }

    /// <summary>10 log10(255² / mean squared error), over luma and chroma samples alike.</summary>
    private static double Decibels(FrameDifference difference)
        => difference.Squares == 0 ? double.PositiveInfinity : 10 * Math.Log10(255 * 255 / difference.MeanSquare);

    private DifferingFrame Named(int frame, double? decibels) => new(frame, plan.Segments.First(s => s.EndFrame > frame), plan.Rate.ToSeconds(frame), decibels);
}

/// <summary>Goes through two videos side by side.</summary>
internal static class FramePairs
{
    /// <param name="plan">Of both.</param>
    /// <param name="expectedFile">One video without loss; null for none.</param>
    /// <param name="receivedFile">The other.</param>
    /// <param name="frames">Which frames to stop at, in order.</param>
    /// <param name="see">Called with the number and both frames, which are overwritten afterwards; the first is black where there is no video.</param>
    /// <exception cref="TaskFailedException">A video ends before one of the frames.</exception>
    public static void Each(RenderPlan plan, string? expectedFile, string receivedFile, IReadOnlyList<int> frames, Action<int, StillFrame, StillFrame> see)
    {
        using VideoFrames? expected = expectedFile is null ? null : new VideoFrames(expectedFile);
        using var received = new VideoFrames(receivedFile);
        var before = new StillFrame(plan.Width, plan.Height);
        var now = new StillFrame(plan.Width, plan.Height);
        int next = 0;
        foreach (int frame in frames)
        {
            for (; next <= frame; next++)
            {
                if (expected?.Read(before) == false) throw Short(expectedFile!, next);
                if (!received.Read(now)) throw Short(receivedFile, next);
            }

            see(frame, before, now);
        }
    }

    private static TaskFailedException Short(string file, int frame) => new(ExitCode.BadInput, $"{file}: it ends before frame {frame}; make the reference anew with --accept");
}
