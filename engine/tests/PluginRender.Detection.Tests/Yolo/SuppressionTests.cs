using PluginRender.Detection.Yolo;

namespace PluginRender.Detection.Tests.Yolo;

public class SuppressionTests
{
    [Fact]
    public void Overlap_OfBoxesThatShareHalf_IsAThird()
    {
        // 10x10 each; they share 5x10 = 50 of 150.
        Assert.Equal(1 / 3.0, Box(0, 0, 10, 10).Overlap(Box(5, 0, 15, 10)), 9);
        Assert.Equal(1, Box(0, 0, 10, 10).Overlap(Box(0, 0, 10, 10)), 9);
        Assert.Equal(0, Box(0, 0, 10, 10).Overlap(Box(10, 0, 20, 10)));
        // 2x2 inside 10x10.
        Assert.Equal(0.04, Box(0, 0, 10, 10).Overlap(Box(3, 3, 5, 5)), 9);
    }

    [Fact]
    public void Apply_OverlappingBoxesOfAClass_KeepsTheBest()
    {
        YoloCandidate[] boxes = [Box(0, 0, 10, 10, 0.9), Box(1, 0, 11, 10, 0.8), Box(5, 0, 15, 10, 0.7), Box(50, 50, 60, 60, 0.6)];

        // The second shares 90 of 110 with the first; the third 50 of 150 with it, and 60 of 140 with the second, which is gone.
        Assert.Equal([0.9, 0.7, 0.6], Suppression.Apply(boxes, 0.4).Select(b => b.Score));
        Assert.Equal([0.9, 0.6], Suppression.Apply(boxes, 0.3).Select(b => b.Score));
        Assert.Equal(4, Suppression.Apply(boxes, 1).Count);
    }

    [Fact]
    public void Apply_OverlappingBoxesOfOtherClasses_KeepsBoth()
        => Assert.Equal(2, Suppression.Apply([Box(0, 0, 10, 10, 0.9), Box(0, 0, 10, 10, 0.8) with { Class = 1 }], 0.45).Count);

    private static YoloCandidate Box(double left, double top, double right, double bottom, double score = 1) => new(left, top, right, bottom, score, 0, 0);
}
