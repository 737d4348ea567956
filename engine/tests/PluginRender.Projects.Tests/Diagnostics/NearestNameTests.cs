namespace PluginRender.Projects.Tests.Diagnostics;

public class NearestNameTests
{
    [Theory]
    [InlineData("widht", "width")]
    [InlineData("WIDTH", "width")]
    [InlineData("hight", "height")]
    [InlineData("fp", "fps")]
    [InlineData("durationInSeconds", null)]
    [InlineData("bitrate", null)]
    [InlineData("x", null)]
    [InlineData("zz", null)]
    [InlineData("", null)]
    public void Find_OfAName_GivesTheNearestOrNone(string name, string? expected)
        => Assert.Equal(expected, NearestName.Find(name, ["width", "height", "fps", "in", "duration"]));

    [Fact]
    public void Find_AmongEquallyNear_GivesTheFirstByName()
        => Assert.Equal("bat", NearestName.Find("xat", ["cat", "bat"]));

    [Fact]
    public void Find_WithoutCandidates_GivesNone() => Assert.Null(NearestName.Find("width", []));
}
