using System.Security.Cryptography;
using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>
/// Finished chunks by key. A chunk is written beside its place, flushed, renamed and recorded; it is trusted
/// only while its record, size and SHA-256 agree. Several renders may use one folder.
/// </summary>
/// <param name="folder">Created when needed.</param>
public sealed class ChunkStore(string folder)
{
    /// <summary>The chunk's file, whether it exists or not.</summary>
    public string PathOf(string key) => Path.Combine(folder, "chunks", key[..2], key + ".mp4");

    /// <summary>A new file in the chunk's folder to write to; one that nobody else uses.</summary>
    public string NewFile(string key)
    {
        string final = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        return TemporaryFile.Beside(final);
    }

    /// <summary>The record of a chunk that is there and intact; null otherwise.</summary>
    public ChunkRecord? Find(string key, int frameCount)
    {
        string file = PathOf(key);
        try
        {
            ChunkRecord? record = JsonSerializer.Deserialize(File.ReadAllBytes(RecordOf(file)), ChunkRecordJson.Default.ChunkRecord);
            return record is not null && record.Key == key && record.FrameCount == frameCount
                && record.FrameHashes.Length == frameCount * 16
                && new FileInfo(file).Length == record.Bytes && Hash(file) == record.Sha256
                ? record
                : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Puts a finished file in its place.</summary>
    public ChunkRecord Commit(string key, string finished, int frameCount, byte[] frameHashes)
    {
        string final = PathOf(key);
        var record = new ChunkRecord(key, frameCount, new FileInfo(finished).Length, Hash(finished), frameHashes);
        DurableFile.Flush(finished);
        File.Move(finished, final, overwrite: true);
        DurableFile.Write(RecordOf(final), JsonSerializer.SerializeToUtf8Bytes(record, ChunkRecordJson.Default.ChunkRecord));
        return record;
    }

    /// <summary>Whether a chunk seems to be there; its contents are not looked at.</summary>
    public bool Holds(string key) => File.Exists(PathOf(key)) && File.Exists(RecordOf(PathOf(key)));

    /// <summary>Removes what renders that were killed have left half written.</summary>
    public void RemoveAbandoned(TimeProvider time)
    {
        string chunks = Path.Combine(folder, "chunks");
        if (!Directory.Exists(chunks)) return;
        foreach (string group in Directory.EnumerateDirectories(chunks)) TemporaryFile.RemoveAbandoned(group, "*", time);
    }

    /// <summary>Removes what a killed worker has left of a chunk.</summary>
    public void RemoveAbandoned(string key, TimeProvider time) => TemporaryFile.RemoveAbandoned(Path.GetDirectoryName(PathOf(key))!, key + ".*", time);

    /// <summary>Removes what this process has begun of a chunk: for its end.</summary>
    public void RemoveOwn(string key) => TemporaryFile.RemoveOwn(Path.GetDirectoryName(PathOf(key))!, key + ".*");

    private static string RecordOf(string file) => file[..^4] + ".json";

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
