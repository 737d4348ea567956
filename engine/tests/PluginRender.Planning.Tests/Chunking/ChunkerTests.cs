using System.Collections.Immutable;

namespace PluginRender.Planning.Tests.Chunking;

public class ChunkerTests
{
    [Theory]
    [InlineData(0.1, 4)]
    [InlineData(128, 4)]
    [InlineData(320, 10)]
    [InlineData(640, 20)]
    [InlineData(100_000, 20)]
    public void DefaultSeconds_OfATotal_IsA32ndWithin4And20(double total, double expected)
        => Assert.Equal((decimal)expected, Chunker.DefaultSeconds((decimal)total));

    [Fact]
    public void Divide_OfAnyTimeline_CoversItExactlyWithoutEmptyChunks()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var boundaries = new List<int> { 0 };
            for (int k = random.Next(1, 30); k > 0; k--) boundaries.Add(boundaries[^1] + random.Next(1, random.Next(2, 2000)));
            int target = random.Next(1, 600);
            ImmutableArray<FrameRange> chunks = Chunker.Divide([.. boundaries], target);
            int at = 0;
            foreach (FrameRange chunk in chunks)
            {
                Assert.Equal(at, chunk.First);
                Assert.True(chunk.Count > 0, $"seed {seed}: an empty chunk at {at}");
                // A quarter of a target and a segment of one and a half: nearer to the target than the quarter.
                Assert.True(4L * chunk.Count <= 7L * target, $"seed {seed}: {chunk.Count} frames for a target of {target}");
                at = chunk.End;
            }

            Assert.Equal(boundaries[^1], at);
        }
    }

    [Fact]
    public void Divide_OfShortSegments_CombinesThemAtBoundaries()
        => Assert.Equal([new FrameRange(0, 120), new(120, 120), new(240, 60)], Chunker.Divide([0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300], 120).ToArray());

    [Fact]
    public void Divide_OfASegmentNearTheTarget_KeepsItWhole()
        => Assert.Equal([new FrameRange(0, 100), new(100, 150), new(250, 90)], Chunker.Divide([0, 100, 250, 340], 100).ToArray());

    [Fact]
    public void Divide_OfALongSegment_SplitsItAloneAndEvenly()
        => Assert.Equal(
            [new FrameRange(0, 10), new(10, 100), new(110, 100), new(210, 101), new(311, 9)],
            Chunker.Divide([0, 10, 311, 320], 100).ToArray());

    [Theory]
    [InlineData(1000, 7)]
    [InlineData(100_001, 120)]
    [InlineData(2, 1)]
    [InlineData(50_000_000, 601)]
    public void Divide_OfOneSegment_MakesPartsThatDifferByAtMostOneFrame(int frames, int target)
    {
        ImmutableArray<FrameRange> chunks = Chunker.Divide([0, frames], target);
        Assert.InRange(chunks.Max(c => c.Count) - chunks.Min(c => c.Count), 0, 1);
        Assert.Equal(frames, chunks.Sum(c => c.Count));
    }

    [Fact]
    public void Divide_OfOneFrame_IsOneChunk() => Assert.Equal([new FrameRange(0, 1)], Chunker.Divide([0, 1], 600).ToArray());

    [Fact]
    public void Divide_WithoutATarget_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Chunker.Divide([0, 1], 0));
}
