using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>
/// A chunk's record as an object of JSON. Member by member, like a plan: what a serializer needs to know of the types takes
/// every worker longer at its start than all of its records do.
/// </summary>
internal static class ChunkRecordJson
{
    public static void Write(Utf8JsonWriter writer, ChunkRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString(nameof(record.Key), record.Key);
        writer.WriteNumber(nameof(record.FrameCount), record.FrameCount);
        writer.WriteNumber(nameof(record.Bytes), record.Bytes);
        writer.WriteString(nameof(record.Sha256), record.Sha256);
        writer.WriteBase64String(nameof(record.FrameHashes), record.FrameHashes);
        writer.WriteStartArray(nameof(record.Stills));
        foreach (ChunkStill still in record.Stills)
        {
            writer.WriteStartObject();
            writer.WriteNumber(nameof(still.Frame), still.Frame);
            writer.WriteBase64String(nameof(still.Jpeg), still.Jpeg);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray(nameof(record.EffectTimes));
        foreach (EffectTime time in record.EffectTimes)
        {
            writer.WriteStartObject();
            writer.WriteString(nameof(time.Segment), time.Segment);
            writer.WriteNumber(nameof(time.Index), time.Index);
            writer.WriteString(nameof(time.Effect), time.Effect);
            writer.WriteNumber(nameof(time.Milliseconds), time.Milliseconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray(nameof(record.Notices));
        foreach (PictureNotice notice in record.Notices)
        {
            writer.WriteStartObject();
            writer.WriteString(nameof(notice.Sha256), notice.Sha256);
            writer.WriteString(nameof(notice.Text), notice.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="InvalidOperationException">A member is of another kind.</exception>
    /// <exception cref="FormatException">A member is null, no whole number or no Base64.</exception>
    public static ChunkRecord Read(JsonElement record)
    {
        var stills = new List<ChunkStill>();
        foreach (JsonElement still in record.GetProperty(nameof(ChunkRecord.Stills)).EnumerateArray())
            stills.Add(new ChunkStill(still.Integer(nameof(ChunkStill.Frame)), still.Bytes(nameof(ChunkStill.Jpeg))));
        var times = new List<EffectTime>();
        foreach (JsonElement time in record.GetProperty(nameof(ChunkRecord.EffectTimes)).EnumerateArray())
        {
            times.Add(new EffectTime(
                time.Text(nameof(EffectTime.Segment)),
                time.Integer(nameof(EffectTime.Index)),
                time.Text(nameof(EffectTime.Effect)),
                time.GetProperty(nameof(EffectTime.Milliseconds)).GetDouble()));
        }

        var notices = new List<PictureNotice>();
        foreach (JsonElement notice in record.GetProperty(nameof(ChunkRecord.Notices)).EnumerateArray())
            notices.Add(new PictureNotice(notice.Text(nameof(PictureNotice.Sha256)), notice.Text(nameof(PictureNotice.Text))));
        return new ChunkRecord(
            record.Text(nameof(ChunkRecord.Key)),
            record.Integer(nameof(ChunkRecord.FrameCount)),
            record.GetProperty(nameof(ChunkRecord.Bytes)).GetInt64(),
            record.Text(nameof(ChunkRecord.Sha256)),
            record.Bytes(nameof(ChunkRecord.FrameHashes)),
            new ChunkDetails(stills, times, notices));
    }
}
