using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PluginRender.Rendering;

/// <summary>What is known of a finished chunk; stands beside it and is checked before the chunk is used.</summary>
/// <param name="Key">The chunk's key.</param>
/// <param name="FrameCount">Frames encoded.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="FrameHashes">XXH128 of each frame as it was given to the encoder, 16 bytes each, in order.</param>
/// <param name="Stills">Small pictures of some frames, for reports.</param>
/// <param name="EffectTimes">How long effects took when the chunk was rendered, for reports.</param>
public sealed record ChunkRecord(
    string Key, int FrameCount, long Bytes, string Sha256, byte[] FrameHashes, IReadOnlyList<ChunkStill> Stills, IReadOnlyList<EffectTime> EffectTimes);

/// <summary>How long an effect of a segment took for the frames of one chunk.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="Index">Position among the segment's effects, from 0.</param>
/// <param name="Effect">The effect.</param>
/// <param name="Milliseconds">By the clock, in the one thread that calls effects; includes what the machine gave to other programs meanwhile.</param>
public sealed record EffectTime(string Segment, int Index, string Effect, double Milliseconds);

/// <summary>A small picture of a frame of a chunk.</summary>
/// <param name="Frame">The frame, counted from the chunk's first.</param>
/// <param name="Jpeg">A JPEG file.</param>
public sealed record ChunkStill(int Frame, byte[] Jpeg);

/// <summary>A record as it is stored: with a hash of its own, since a flipped bit in it could go into a report unnoticed.</summary>
/// <param name="Record">The record.</param>
/// <param name="RecordSha256">Over the record's JSON.</param>
internal sealed record StoredRecord(ChunkRecord Record, string RecordSha256)
{
    public static byte[] Write(ChunkRecord record)
        => JsonSerializer.SerializeToUtf8Bytes(new StoredRecord(record, HashOf(record)), ChunkRecordJson.Default.StoredRecord);

    /// <summary>False when it is not what <see cref="Write"/> wrote.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out ChunkRecord? record)
    {
        record = null;
        try
        {
            if (JsonSerializer.Deserialize(text, ChunkRecordJson.Default.StoredRecord) is not { Record: { Key: not null, Sha256: not null, FrameHashes: not null, Stills: not null, EffectTimes: not null } read } stored
                || stored.RecordSha256 != HashOf(read)) return false;
            record = read;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string HashOf(ChunkRecord record)
        => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(record, ChunkRecordJson.Default.ChunkRecord)));
}

/// <summary>Reads and writes chunk records without reflection.</summary>
[JsonSerializable(typeof(StoredRecord))]
[JsonSerializable(typeof(ChunkRecord))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ChunkRecordJson : JsonSerializerContext;
