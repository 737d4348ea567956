namespace PluginRender.Planning.Tests.Choosing;

public class FadeRuleTests
{
    [Fact]
    public void Fade_OfNeighborsOfWhichNothingIsKnown_IsOnlyAtTheVideosEnds()
    {
        Auto auto = new Auto().Add().Add().Add();
        Assert.Equal((0.6, 0), Of(auto, 0));
        Assert.Null(auto.Find(1, "fade"));
        Assert.Equal((0, 1), Of(auto, 2));
        Assert.Equal("in, since the video begins", auto.Find(0, "fade")!.Reason);
    }

    [Fact]
    public void Fade_WhereTagsHaveNothingInCommon_IsOnBothSides()
    {
        Auto auto = new Auto().Add(tags: ["beach", "sea"]).Add(tags: ["sea", "boat"]).Add(tags: ["city"]).Add(tags: ["city", "night"]);
        Assert.Equal((0.6, 0), Of(auto, 0));
        Assert.Equal((0, 0.4), Of(auto, 1));
        Assert.Equal((0.4, 0), Of(auto, 2));
        Assert.Equal((0, 1), Of(auto, 3));
        Assert.Equal("out, since the topic changes: the tags have nothing in common (sea, boat | city)", auto.Find(1, "fade")!.Reason);
    }

    [Fact]
    public void Fade_WhereTextsHaveNoWordInCommon_IsChosenUnlessTagsAgree()
    {
        Assert.Equal((0.6, 0.4), Of(new Auto().Add(text: "Boats in the harbor").Add(text: "Mountains above us"), 0));
        Assert.Equal((0.6, 0), Of(new Auto().Add(text: "Boats in the harbor").Add(text: "The harbor sleeps"), 0));
        Assert.Equal((0.6, 0), Of(new Auto().Add(text: "Boats in the harbor", tags: ["sea"]).Add(text: "Mountains above us", tags: ["sea"]), 0));
    }

    [Fact]
    public void Fade_OfAShortSegment_LeavesHalfOfItClear()
        => Assert.Equal((0.25, 0.25), Of(new Auto().Add(seconds: 1), 0));

    [Fact]
    public void Fade_BesideASegmentOfTheAuthors_IsDecidedByItsTextToo()
        => Assert.Equal((0.4, 1), Of(new Auto().Add(text: "Harbor").Change(s => s with { IsAuto = false }).Add(text: "Mountains"), 1));

    private static (double In, double Out)? Of(Auto auto, int segment)
        => auto.Find(segment, "fade") is { } fade ? (Auto.Number(fade, "in"), Auto.Number(fade, "out")) : null;
}
