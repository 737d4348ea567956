using System.Text;
using PluginRender.Detector.Clip;
using PluginRender.Planning;
using PluginRender.TestModels;

namespace PluginRender.Detector.Tests.Clip;

public sealed class ClipTokensTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // The joins are those of green, red, blue, yellow, photo and of, each from its left end.
    [Theory]
    [InlineData("red", "red</w>")]
    [InlineData("  Red \n GREEN ", "red</w> green</w>")]
    [InlineData("reds", "re d s</w>")]
    [InlineData("a photo of blue!", "a</w> photo</w> of</w> blue</w> !</w>")]
    [InlineData("it's 42", "i t</w> ' s</w> 4</w> 2</w>")]
    // g r comes before r e, but there is no g.
    [InlineData("tree", "t re e</w>")]
    [InlineData("ü", "Ã ¼</w>")]
    [InlineData("", "")]
    public void Encode_AText_IsItsPairsJoinedInOrder(string text, string expected)
    {
        IReadOnlyList<string> vocabulary = ClipModels.Tokens();
        int[] tokens = Open().Encode(text, 77, out int count);

        Assert.Equal(77, tokens.Length);
        Assert.Equal(expected, string.Join(' ', tokens[1..(count - 1)].Select(t => vocabulary[t])));
        Assert.Equal("<|startoftext|>", vocabulary[tokens[0]]);
        Assert.All(tokens[(count - 1)..], t => Assert.Equal("<|endoftext|>", vocabulary[t]));
    }

    [Fact]
    public void Encode_ALongText_IsCutOffBeforeItsEnd()
    {
        int[] tokens = Open().Encode(string.Join(' ', Enumerable.Repeat("red", 100)), 10, out int count);

        Assert.Equal(10, count);
        Assert.Equal("red</w>", ClipModels.Tokens()[tokens[8]]);
        Assert.Equal("<|endoftext|>", ClipModels.Tokens()[tokens[9]]);
    }

    [Theory]
    [InlineData("[]", "#version: 0.2\nr e\n")]
    [InlineData("not json", "r e\n")]
    [InlineData("{\"a\": 0}", "#version: 0.2\n")]
    public void Open_OfOtherFiles_SaysWhatIsExpected(string vocabulary, string merges)
    {
        string file = folder.Write("v.json", Encoding.UTF8.GetBytes(vocabulary));
        var e = Assert.Throws<ModelException>(() => ClipTokens.Open(file, folder.Write("m.txt", Encoding.UTF8.GetBytes(merges))));
        Assert.Equal((file, false), (e.Path, e.IsMissing));
        Assert.StartsWith("expected ", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAMissingFile_SaysSo()
        => Assert.True(Assert.Throws<ModelException>(() => ClipTokens.Open(folder.Write("v.json", ClipModels.Vocabulary()), folder.File("gone"))).IsMissing);

    private ClipTokens Open() => ClipTokens.Open(folder.Write("v.json", ClipModels.Vocabulary()), folder.Write("m.txt", ClipModels.Merges()));
}
