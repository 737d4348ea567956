using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Planning.Tests.Timeline;

public class SegmentTimelineTests
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(30000, 1001)]
    [InlineData(24000, 1001)]
    [InlineData(25, 1)]
    public void Boundaries_OfOddDurations_EqualExactRationals(int numerator, int denominator)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int decimals = random.Next(0, 10);
            decimal[] durations = [.. Enumerable.Range(0, 40).Select(_ => decimal.Round(1 + ((decimal)random.NextDouble() * 9), decimals))];
            ImmutableArray<int> boundaries = SegmentTimeline.Boundaries(Literal.Project(new FrameRate(numerator, denominator), durations));
            Assert.Equal(Exact(durations, numerator, denominator), boundaries.Select(b => (BigInteger)b));
        }
    }

    // Halves are where rounding shows: at 30 frames a second every multiple of a sixtieth, written exactly.
    [Theory]
    [InlineData("0.05", 2)]
    [InlineData("0.15", 5)]
    [InlineData("0.25", 8)]
    [InlineData("0.35", 11)]
    [InlineData("0.04999999999", 1)]
    [InlineData("0.1", 3)]
    public void Boundaries_AtAHalf_RoundUp(string seconds, int frames)
        => Assert.Equal([0, frames], SegmentTimeline.Boundaries(Literal.Project(new FrameRate(30, 1), decimal.Parse(seconds, CultureInfo.InvariantCulture))).ToArray());

    [Fact]
    public void Boundaries_OfHalfFrames_DoNotDrift()
    {
        ImmutableArray<int> boundaries = SegmentTimeline.Boundaries(Literal.Project(new FrameRate(30, 1), Enumerable.Repeat(0.05m, 1000)));
        Assert.Equal(1500, boundaries[^1]);
        Assert.Equal(Enumerable.Range(0, 1001).Select(k => (3 * k + 1) / 2), boundaries);
    }

    [Fact]
    public void Boundaries_OfOneFrameSegments_CountUp()
        => Assert.Equal(Enumerable.Range(0, 31), SegmentTimeline.Boundaries(Literal.Project(new FrameRate(10, 1), Enumerable.Repeat(0.1m, 30))));

    [Fact]
    public void Segment_WithoutAFrame_IsRefusedWithARemedyThatWorks()
    {
        RenderProject project = Literal.Project(new FrameRate(30, 1), 1, 0.01m, 1, 0.001m);
        var refused = Assert.Throws<InvalidInputException>(() => SegmentTimeline.Boundaries(project));
        Assert.Equal(
            [
                "segment \"s1\" lasts 0.01 s, which is no whole frame at 30 fps; give it at least 0.0334 s",
                "segment \"s3\" lasts 0.001 s, which is no whole frame at 30 fps; give it at least 0.0334 s",
            ],
            refused.Diagnostics.Select(d => $"{d.Problem}; {d.Remedy}"));
        SegmentTimeline.Boundaries(Literal.Project(new FrameRate(30, 1), 1, 0.0334m, 1, 0.0334m));
    }

    [Fact]
    public void Video_TooLong_IsRefused()
    {
        var refused = Assert.Throws<InvalidInputException>(() => SegmentTimeline.Boundaries(Literal.Project(new FrameRate(240, 1), Enumerable.Repeat(86_400m, 5))));
        Diagnostic only = Assert.Single(refused.Diagnostics);
        Assert.Equal("segment \"s2\" ends at frame 62208000", only.Problem);
        Assert.Equal("keep a video within 50000000 frames", only.Remedy);
    }

    /// <summary>floor(sum · rate + 1/2) in whole numbers, from the decimals' digits.</summary>
    private static IEnumerable<BigInteger> Exact(decimal[] durations, int numerator, int denominator)
    {
        BigInteger scale = BigInteger.Pow(10, 12);
        BigInteger sum = 0;
        yield return 0;
        foreach (decimal seconds in durations)
        {
            string[] digits = seconds.ToString("F12", CultureInfo.InvariantCulture).Split('.');
            sum += (BigInteger.Parse(digits[0], CultureInfo.InvariantCulture) * scale) + BigInteger.Parse(digits[1], CultureInfo.InvariantCulture);
            yield return ((2 * sum * numerator) + (scale * denominator)) / (2 * scale * denominator);
        }
    }
}
