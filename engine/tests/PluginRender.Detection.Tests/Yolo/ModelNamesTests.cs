using PluginRender.Detection.Yolo;

namespace PluginRender.Detection.Tests.Yolo;

public class ModelNamesTests
{
    [Theory]
    [InlineData("{0: 'person', 1: 'bicycle'}", "person|bicycle")]
    [InlineData("{1: 'b', 0: 'a'}", "a|b")]
    [InlineData("{0: \"driver's seat\", 1: 'say \\'hi\\''}", "driver's seat|say 'hi'")]
    [InlineData("{\"0\": \"person\", \"1\": \"dog, cat: both\"}", "person|dog, cat: both")]
    [InlineData("['a', 'b',]", "a|b")]
    [InlineData("{}", "")]
    public void Parse_ADictionaryOrList_GivesTheNames(string text, string expected)
        => Assert.Equal(expected, string.Join('|', ModelNames.Parse(text)!.Value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("person")]
    [InlineData("{0: 'a'")]
    [InlineData("{0 'a'}")]
    [InlineData("{0: a}")]
    [InlineData("{0: 'a', 0: 'b'}")]
    [InlineData("{0: 'a', 2: 'b'}")]
    [InlineData("{-1: 'a'}")]
    [InlineData("{0: 'a")]
    [InlineData("{99999999999: 'a'}")]
    public void Parse_SomethingElse_IsNull(string? text) => Assert.Null(ModelNames.Parse(text));

    [Theory]
    [InlineData("[640, 480]", "640,480")]
    [InlineData("32", "32")]
    [InlineData("32.0", "32")]
    [InlineData("(1280,)", "1280")]
    [InlineData("[640, x]", null)]
    [InlineData("[]", null)]
    [InlineData("-1", null)]
    [InlineData(null, null)]
    public void Numbers_OfAList_AreThem(string? text, string? expected)
        => Assert.Equal(expected, ModelNames.Numbers(text) is { } numbers ? string.Join(',', numbers) : null);
}
