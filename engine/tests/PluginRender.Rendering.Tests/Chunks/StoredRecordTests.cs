using System.Text;

namespace PluginRender.Rendering.Tests.Chunks;

public class StoredRecordTests
{
    private static readonly ChunkRecord Record = new("key", 2, 5_000_000_000, "sha", [1, 2, 250],
        new ChunkDetails([new ChunkStill(1, [255, 0])], [new EffectTime("s<1>", 0, "blur", 0.1)], [new PictureNotice("hash", "rows are gray")]));

    // The hash is SHA-256 of the record's own text, which is the same without the indentation of one level.
    private const string Text = """
        {
          "Record": {
            "Key": "key",
            "FrameCount": 2,
            "Bytes": 5000000000,
            "Sha256": "sha",
            "FrameHashes": "AQL6",
            "Stills": [
              {
                "Frame": 1,
                "Jpeg": "/wA="
              }
            ],
            "EffectTimes": [
              {
                "Segment": "s\u003C1\u003E",
                "Index": 0,
                "Effect": "blur",
                "Milliseconds": 0.1
              }
            ],
            "Notices": [
              {
                "Sha256": "hash",
                "Text": "rows are gray"
              }
            ]
          },
          "RecordSha256": "7bd55d9bcd36204f87c836770ef4e9de4e1749ec16b4e35b994ccc8b19a45442"
        }
        """;

    [Fact]
    public void Record_Written_HasThisText()
        => Assert.Equal(Text, Encoding.UTF8.GetString(StoredRecord.Write(Record)));

    [Theory]
    [InlineData("\"Frame\": 1", "\"Frame\": 2")]
    [InlineData("\"FrameCount\": 2,", "")]
    [InlineData("\"Bytes\": 5000000000", "\"Bytes\": \"many\"")]
    [InlineData("\"Sha256\": \"sha\"", "\"Sha256\": null")]
    [InlineData("\"AQL6\"", "\"A\"")]
    [InlineData("\"Stills\": [", "\"Pictures\": [")]
    [InlineData("\"Text\": \"rows are gray\"", "\"Text\": \"rows are black\"")]
    [InlineData("\"Record\"", "\"Records\"")]
    [InlineData("\"key\"", "\"\\ud800\"")]
    public void Record_Changed_IsNotRead(string part, string changed)
    {
        string text = Encoding.UTF8.GetString(StoredRecord.Write(Record));
        Assert.True(StoredRecord.TryRead(Encoding.UTF8.GetBytes(text), out _));
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.False(StoredRecord.TryRead(Encoding.UTF8.GetBytes(text.Replace(part, changed, StringComparison.Ordinal)), out _));
    }
}
