namespace PluginRender.Planning.Tests.Choosing;

public class ColorRulesTests
{
    [Fact]
    public void Grade_WithATagOrAWordThatTells_SuitsIt()
    {
        Auto auto = new Auto().Add(tags: ["Beach"]).Add(text: "The city at night").Add(text: "Forests").Add(text: "Words about nothing").Add();
        Assert.Equal(1.14, Auto.Number(auto.Find(0, "grade")!, "saturation"));
        Assert.Equal("richer colors: the tag \"beach\"", auto.Find(0, "grade")!.Reason);
        Assert.Equal(1.1, Auto.Number(auto.Find(1, "grade")!, "contrast"));
        Assert.Equal("fresher greens: the text's word \"forest\"", auto.Find(2, "grade")!.Reason);
        Assert.Null(auto.Find(3, "grade"));
        Assert.Null(auto.Find(4, "grade"));
    }

    [Fact]
    public void Grade_WithBoth_GoesByThePicture()
        => Assert.Equal("lighter: the tag \"snow\"", new Auto().Add(text: "Not the beach", tags: ["snow"]).Find(0, "grade")!.Reason);

    [Theory]
    [InlineData(0.45, 0.45, 0.1, true)]
    [InlineData(0.02, 0.45, 0.1, false)]
    [InlineData(0.2, 0.2, 0.6, false)]
    public void Vignette_OnlyAtASmallSubjectNearTheMiddle_IsChosen(double left, double top, double size, bool isChosen)
        => Assert.Equal(isChosen, new Auto().Add(box: new PictureBox(left, top, size, size)).Find(0, "vignette") is not null);

    [Fact]
    public void Vignette_WithoutASubject_IsNotChosen() => Assert.Null(new Auto().Add().Find(0, "vignette"));
}
