using System.Text;
using System.Text.Json;

namespace PluginRender.Rendering.Tests.Processes;

public class WorkerMessagesTests
{
    [Fact]
    public void Command_ThroughTheChannel_IsTheSame()
    {
        var command = new WorkerCommand(new PlanPlace("/proc/1/fd/7", 123), 4);
        Assert.Equal(command, WorkerMessages.ReadCommand(Text(WorkerMessages.Line(command))));
    }

    [Fact]
    public void Event_ThroughTheChannel_HasTheWholeRecord()
    {
        var record = new ChunkRecord("key", 2, 5_000_000_000, "sha", [1, 2, 250],
            new ChunkDetails([new ChunkStill(1, [255, 0])], [new EffectTime("s\n<1>", 0, "blur", 0.1)], [new PictureNotice("hash", "rows \"3\" to 4\nare gray")]));
        byte[] line = WorkerMessages.Line(new WorkerEvent(WorkerEventKind.Finished, record, PeakBytes: 6_000_000_000));
        Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
        WorkerEvent told = WorkerMessages.ReadEvent(Text(line));

        Assert.Equal((WorkerEventKind.Finished, null, 6_000_000_000), (told.Kind, told.Failure, told.PeakBytes));
        Assert.Equal((record.Key, record.FrameCount, record.Bytes, record.Sha256), (told.Record!.Key, told.Record.FrameCount, told.Record.Bytes, told.Record.Sha256));
        Assert.Equal(record.FrameHashes, told.Record.FrameHashes);
        Assert.Equal(1, Assert.Single(told.Record.Stills).Frame);
        Assert.Equal([255, 0], told.Record.Stills[0].Jpeg);
        Assert.Equal(record.EffectTimes, told.Record.EffectTimes);
        Assert.Equal(record.Notices, told.Record.Notices);
    }

    // A plugin can write to whatever its process has open.
    [Theory]
    [InlineData("""{"Kind":1,"PeakBy""")]
    [InlineData("""{"PeakBytes":0}""")]
    [InlineData("""{"Kind":"Finished","PeakBytes":0}""")]
    [InlineData("""{"Kind":0.5,"PeakBytes":0}""")]
    [InlineData("""{"Kind":2,"Failure":{"Kind":0,"Message":null},"PeakBytes":0}""")]
    [InlineData("[]")]
    public void Event_ThatIsNone_IsRefusedAndShown(string line)
        => Assert.Contains(line, Assert.Throws<JsonException>(() => WorkerMessages.ReadEvent(line)).Message, StringComparison.Ordinal);

    private static string Text(byte[] line) => Encoding.UTF8.GetString(line);
}
