using System.Diagnostics;
using System.Text;

namespace PluginRender.Projects.Tests.Json;

public sealed class BrokenTextTests : IDisposable
{
    private readonly TemporaryProject project = new();

    public void Dispose() => project.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public void File_Empty_IsRefused(string text)
        => Assert.Equal(["1:1: the file is empty; begin the file with {"], project.Problems(text));

    [Fact]
    public void File_Missing_IsRefused()
    {
        var refused = Assert.Throws<InvalidInputException>(() => new ProjectReader(KnownEffects.All).Read("no/such/file.json"));
        Assert.Equal("no/such/file.json:1:1: there is no such file; give --project=FILE the path of a project file", refused.Message);
    }

    [Fact]
    public void File_TooLarge_IsRefusedUnread()
    {
        using (FileStream file = File.Create(project.File)) file.SetLength(ProjectReader.MaximumBytes + 1L);
        var refused = Assert.Throws<InvalidInputException>(() => new ProjectReader(KnownEffects.All).Read(project.File));
        Assert.Contains("16777217 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"{}\"")]
    public void Root_NotAnObject_IsRefused(string text)
        => Assert.Equal(["1:1: a project is an object; begin the file with {"], project.Problems(text));

    [Theory]
    [InlineData("{ \"schemaVersion\": 1,\n  \"output\": {", 2, 14)]
    [InlineData("{ \"schemaVersion\": tru }", 1, 23)]
    [InlineData("{ \"ä🚢\": x }", 1, 10)]
    [InlineData("{}\n\n}", 3, 1)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{ \"a\": \"\\ud800\" }", 1, 8)]
    [InlineData("{ 'a': 1 }", 1, 3)]
    [InlineData("// only this", 1, 13)]
    public void Text_NotJson_IsRefusedAtItsPlace(string text, int line, int column)
    {
        string problem = Assert.Single(project.Problems(text));
        Assert.Matches("^[0-9]+:[0-9]+: this is not JSON: [^.]+; correct the text at this place$", problem);
        Assert.Equal((line, column), (int.Parse(problem.Split(':')[0], null), int.Parse(problem.Split(':')[1], null)));
    }

    [Fact]
    public void Text_NotUtf8_IsRefused()
    {
        var refused = Assert.Throws<InvalidInputException>(() => project.Read([.. "{ \""u8, 0xff, 0xfe, .. "\": 1 }"u8]));
        Assert.Single(refused.Diagnostics);
    }

    [Fact]
    public void Text_CutAnywhere_IsRefusedWithOneDiagnosticAndNothingElse()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Reading.ValidProjectTests.Full);
        int end = Array.LastIndexOf(whole, (byte)'}');
        for (int length = 0; length <= end; length++)
        {
            byte[] cut = whole[..length];
            var refused = Assert.Throws<InvalidInputException>(() => project.Read(cut));
            Assert.Single(refused.Diagnostics);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Text_NestedTwoMegabytesDeep_IsRefusedAtOnce(string opening)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 2 * 1024 * 1024 / opening.Length));
        var clock = Stopwatch.StartNew();
        string problem = Assert.Single(project.Problems(text));
        Assert.Equal($"1:{(32 * opening.Length) + 1}: this is nested deeper than 32 levels; a project needs no more than 6", problem);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
    }

    // The position of every value used to be counted from the start of its line: hours for a minified file.
    [Fact]
    public void Text_OfOneLongLine_IsReadInLinearTime()
    {
        var text = new StringBuilder("""{ "schemaVersion": 1, "output": { "width": 16, "height": 16, "fps": "30" }, "segments": [""");
        for (int i = 0; i < 40_000; i++) text.Append(null, $$"""{ "id": "s{{i}}", "source": { "color": "#000" }, "duration": 1 },""");
        text.Append("] }");
        var clock = Stopwatch.StartNew();
        Assert.Equal(40_000, project.Read(text.ToString()).Segments.Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }
}
