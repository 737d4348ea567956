using System.Text;
using PluginRender.Planning;

namespace PluginRender.Rendering.Tests.References;

public class GoldenJsonTests
{
    private static readonly GoldenReference Reference = new(
        GoldenReference.Version, new GoldenVideo(64, 36, "30000/1001", 3), new VideoHeader("h264", 66, 11, "limited", "0142"),
        [new EncoderOption("codec", "libx264"), new EncoderOption("crf", "23")], new GoldenFile("ab", 10),
        [new GoldenSegment("größe", [new string('0', 32), new string('1', 32)]), new GoldenSegment("b", [new string('2', 32)])]);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        byte[] text = GoldenJson.Write(Reference);
        Assert.Equal(text, GoldenJson.Write(GoldenJson.Read(text)));
        Assert.Contains("größe", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        Assert.Equal(Reference.Hashes().AsEnumerable(), GoldenJson.Read(text).Hashes());
    }

    [Theory]
    [InlineData("\"frames\": 3", "\"frames\": 4", "it is damaged: it has the hashes of 3 frames where there are 4")]
    [InlineData("\"goldenVersion\": 1", "\"goldenVersion\": 2", "its goldenVersion is 2, and this program reads 1")]
    [InlineData("11111111111111111111111111111111", "1111111111111111111111111111111g", "it is damaged: frame 1 of segment \"größe\" has no hash of 32 hexadecimal digits")]
    [InlineData("\"level\"", "\"lvel\"", "it is damaged: ")]
    [InlineData("\"level\": 11,", "", "it is damaged: ")]
    [InlineData("\"color\": \"limited\"", "\"color\": null", "it is damaged: ")]
    [InlineData("\"segments\": [", "\"segments\": null, \"more\": [", "it is damaged: ")]
    [InlineData("}", "", "it is damaged: ")]
    public void Read_SomethingElse_SaysWhat(string part, string instead, string problem)
    {
        string text = Encoding.UTF8.GetString(GoldenJson.Write(Reference));
        Assert.Contains(part, text, StringComparison.Ordinal);
        var thrown = Assert.Throws<InvalidDataException>(() => GoldenJson.Read(Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal))));
        Assert.StartsWith(problem, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodingDifferencesTo_AnotherEncoder_NamesEveryDifference()
    {
        GoldenReference now = Reference with
        {
            Codec = Reference.Codec with { Level = 12 },
            Encoder = [new EncoderOption("codec", "libx264"), new EncoderOption("crf", "30"), new EncoderOption("preset", "fast")],
        };
        Assert.Equal(
            [
                "codec parameters: the level is 12, the reference's is 11", "the encoder's crf is 30, the reference's is 23",
                "the encoder's preset is fast, the reference's is not set",
            ],
            Reference.EncodingDifferencesTo(now));
        Assert.Empty(Reference.EncodingDifferencesTo(Reference));
    }
}
