using System.Globalization;
using System.Security.Cryptography;

namespace PluginRender.Rendering;

/// <summary>
/// Finished chunks by key. A chunk is written beside its place, flushed, renamed and recorded; it is trusted
/// only while its record, size and SHA-256 agree. Several renders may use one folder.
/// </summary>
/// <param name="folder">Created when needed.</param>
/// <param name="folders">Makes names durable.</param>
/// <param name="time">Tells when a chunk was used; the system's by default.</param>
public sealed class ChunkStore(string folder, IFolderFlush folders, TimeProvider? time = null)
{
    private const int MostLooks = 3;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private readonly Lock changing = new();
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Makes names durable.</summary>
    public IFolderFlush Folders => folders;

    /// <summary>Where it is.</summary>
    public string Folder => folder;

    /// <summary>The chunk's file, whether it exists or not.</summary>
    public string PathOf(string key) => Path.Combine(folder, "chunks", key[..2], key + ".mp4");

    /// <summary>The name of a new file in the chunk's folder to write to; one that nobody else uses.</summary>
    public string NewFile(string key)
    {
        string final = PathOf(key);
        DurableFile.CreateFolder(Path.GetDirectoryName(final)!, folders);
        return TemporaryFile.Beside(final);
    }

    /// <summary>Creates a new file. Once <see cref="End"/> has begun this does not return: nothing is left behind it.</summary>
    /// <param name="open">Creates it; no code of a plugin, and nothing that takes long.</param>
    public T Create<T>(Func<T> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        lock (changing) return open();
    }

    /// <summary>Checks what there is of a chunk, as <see cref="Look"/> does, and notes that it is used now.</summary>
    public ChunkFinding Find(string key, int frameCount)
    {
        ChunkFinding found = Look(key, frameCount);
        if (found.Record is not null) Touch(PathOf(key));
        return found;
    }

    /// <summary>Checks what there is of a chunk, all of its bytes; changes nothing.</summary>
    public ChunkFinding Look(string key, int frameCount)
    {
        ChunkFinding found = LookNow(key, frameCount);
        // Another render may be just between the two names of a chunk that it puts there or removes.
        for (int look = 1; found.Damage is not null && look < MostLooks; look++)
        {
            Thread.Sleep(LookAgain);
            found = LookNow(key, frameCount);
        }

        return found;
    }

    private ChunkFinding LookNow(string key, int frameCount)
    {
        string file = PathOf(key);
        try
        {
            bool isThere = File.Exists(file);
            if (!File.Exists(RecordOf(file))) return isThere ? Damaged("it has no record, as when a render was killed") : ChunkFinding.Missing;
            if (!StoredRecord.TryRead(File.ReadAllBytes(RecordOf(file)), out ChunkRecord? record)) return Damaged("its record is damaged");
            if (record.Key != key) return Damaged("its record is another chunk's");
            if (record.FrameCount != frameCount || record.FrameHashes.Length != frameCount * 16) return Damaged($"its record is of {record.FrameCount} frames where {frameCount} are planned");
            if (!isThere) return Damaged("its file is missing");
            long bytes = new FileInfo(file).Length;
            if (bytes != record.Bytes) return Damaged($"its file has {bytes} bytes where {record.Bytes} are recorded");
            return Hash(file) == record.Sha256 ? new ChunkFinding(record, null) : Damaged("its file's SHA-256 is not the recorded one");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Damaged($"it cannot be read: {e.Message}");
        }
    }

    /// <summary>Puts a finished file in its place.</summary>
    public ChunkRecord Commit(string key, string finished, int frameCount, byte[] frameHashes, ChunkDetails? details = null)
    {
        string final = PathOf(key);
        var record = new ChunkRecord(key, frameCount, new FileInfo(finished).Length, Hash(finished), frameHashes, details ?? ChunkDetails.None);
        DurableFile.Flush(finished);
        lock (changing)
        {
            // Two names are then all that is left: a worker that is ended hardly ever leaves a file without its record.
            string recorded = DurableFile.WriteBeside(RecordOf(final), StoredRecord.Write(record));
            try
            {
                // Both are made durable by the record's: without it the chunk does not count.
                DurableFile.Move(finished, final);
                DurableFile.Rename(recorded, RecordOf(final), folders);
            }
            catch
            {
                File.Delete(recorded);
                throw;
            }
        }

        return record;
    }

    /// <summary>Whether a chunk seems to be there; its contents are not looked at.</summary>
    public bool Holds(string key) => File.Exists(PathOf(key)) && File.Exists(RecordOf(PathOf(key)));

    /// <summary>Whether a chunk that was found or committed is still there, as far as can be told without reading it.</summary>
    public bool StillHolds(ChunkRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var file = new FileInfo(PathOf(record.Key));
        return file.Exists && file.Length == record.Bytes;
    }

    /// <summary>Says that chunks are going to be used: no <see cref="Trim"/> removes them before what is returned is disposed.</summary>
    public IDisposable? Hold(IEnumerable<string> keys) => CacheLease.TryTake(folder, keys, time);

    /// <summary>Removes the chunks that were used longest ago and that no render holds, until all take so many bytes.</summary>
    /// <returns>What there is now; null when it could not be done at this time.</returns>
    public CacheUse? Trim(long bytes) => CacheEviction.Run(folder, bytes, time);

    /// <summary>Removes what renders that were killed have left half written.</summary>
    public void RemoveAbandoned()
    {
        CacheLease.RemoveAbandoned(folder, time);
        TemporaryFile.RemoveAbandoned(Path.Combine(folder, "renders"), time);
        string chunks = Path.Combine(folder, "chunks");
        if (!Directory.Exists(chunks)) return;
        foreach (string group in Directory.EnumerateDirectories(chunks)) TemporaryFile.RemoveAbandoned(group, time);
    }

    /// <summary>Removes what a killed worker has left of a chunk.</summary>
    public void RemoveAbandoned(string key) => TemporaryFile.RemoveAbandonedBeside(PathOf(key), time);

    /// <summary>
    /// Removes what this process has begun of a chunk, and lets nothing begin or get its place any more: for the end of
    /// the process, which must follow on the same thread.
    /// </summary>
    public void End(string key)
    {
        // Held for good. A file that is just being opened would otherwise come after the removal. A disk that does not
        // answer must not keep the process, though.
        _ = changing.TryEnter(EndPatience);
        TemporaryFile.RemoveOwnBeside(PathOf(key));
    }

    private static string RecordOf(string file) => file[..^4] + ".json";

    private static ChunkFinding Damaged(FormattableString what) => new(null, what.ToString(CultureInfo.InvariantCulture));

    private static ChunkFinding Damaged(string what) => new(null, what);

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The time of writing tells when a chunk was used last: access times are off on many file systems.</summary>
    private void Touch(string file)
    {
        try
        {
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A store that may only be read: nothing is removed from it either.
        }
    }
}
