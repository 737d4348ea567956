using Microsoft.Win32.SafeHandles;

namespace PluginRender.Rendering.Tests.Chunks;

public sealed class ChunkStoreTests : IDisposable
{
    private const string Key = "ab01";
    private const int Frames = 2;

    private readonly TemporaryFolder folder = new();
    private readonly FakeFolders folders = new();

    public void Dispose() => folder.Dispose();

    private ChunkStore Store => new(folder.Path, folders);

    [Fact]
    public void Commit_Always_FlushesEveryFolderThatGotAName()
    {
        Commit(Key, "some bytes");
        string group = Path.GetDirectoryName(Store.PathOf(Key))!;
        Assert.Equal([folder.Path, folder.File("chunks"), group], folders.Flushed);
    }

    [Fact]
    public void Look_AtWhatWasCommitted_FindsIt()
    {
        ChunkRecord committed = Commit(Key, "some bytes");
        ChunkFinding found = Store.Look(Key, Frames);
        Assert.Null(found.Damage);
        Assert.Equal((committed.Sha256, Convert.ToHexString(committed.FrameHashes)), (found.Record!.Sha256, Convert.ToHexString(found.Record.FrameHashes)));
        Assert.Equal(ChunkFinding.Missing, Store.Look("cd02", Frames));
    }

    [Theory]
    [InlineData("truncate", "its file has 4 bytes where 10 are recorded")]
    [InlineData("flip", "its file's SHA-256 is not the recorded one")]
    [InlineData("empty", "its file has 0 bytes where 10 are recorded")]
    [InlineData("removeFile", "its file is missing")]
    [InlineData("removeRecord", "it has no record, as when a render was killed")]
    [InlineData("truncateRecord", "its record is damaged")]
    [InlineData("emptyRecord", "its record is damaged")]
    [InlineData("nullRecord", "its record is damaged")]
    [InlineData("exchangeRecords", "its record is another chunk's")]
    [InlineData("exchangeFiles", "its file's SHA-256 is not the recorded one")]
    [InlineData("folder", "its file is missing")]
    public void Look_AtADamagedChunk_SaysWhatIsWrong(string damage, string expected)
    {
        Commit(Key, "some bytes");
        Commit("ab02", "same size.");
        string file = Store.PathOf(Key);
        string record = Path.ChangeExtension(file, ".json");
        string other = Store.PathOf("ab02");
        switch (damage)
        {
            case "truncate": File.WriteAllText(file, "some"); break;
            case "flip": File.WriteAllText(file, "some_bytes"); break;
            case "empty": File.WriteAllText(file, ""); break;
            case "removeFile": File.Delete(file); break;
            case "removeRecord": File.Delete(record); break;
            case "truncateRecord": File.WriteAllBytes(record, File.ReadAllBytes(record)[..100]); break;
            case "emptyRecord": File.WriteAllText(record, ""); break;
            case "nullRecord": File.WriteAllText(record, "null"); break;
            case "exchangeRecords": File.Copy(Path.ChangeExtension(other, ".json"), record, overwrite: true); break;
            case "exchangeFiles": File.Copy(other, file, overwrite: true); break;
            case "folder":
                File.Delete(file);
                Directory.CreateDirectory(file);
                break;
        }

        Assert.Equal(new ChunkFinding(null, expected), Store.Look(Key, Frames));
    }

    [Fact]
    public void Look_AtARecordWithAnyByteChanged_TakesNothingElseForTheTruth()
    {
        ChunkRecord committed = Commit(Key, "some bytes");
        string record = Path.ChangeExtension(Store.PathOf(Key), ".json");
        byte[] intact = File.ReadAllBytes(record);
        for (int i = 0; i < intact.Length; i++)
        {
            byte[] flipped = [.. intact];
            flipped[i] ^= 1;
            File.WriteAllBytes(record, flipped);
            ChunkFinding found = Store.Look(Key, Frames);
            // A space may become another one that JSON does not mind.
            if (found.Record is { } read) Assert.Equal((committed.Sha256, committed.Bytes, Convert.ToHexString(committed.FrameHashes)), (read.Sha256, read.Bytes, Convert.ToHexString(read.FrameHashes)));
            else Assert.NotNull(found.Damage);
        }
    }

    // The process that a store serves ends while a file is just being opened: it must not come into being after the others are removed.
    [Fact]
    public async Task End_WhileAFileIsBeingOpened_WaitsForItAndRemovesIt()
    {
        ChunkStore store = Store;
        string file = store.NewFile(Key);
        using var opening = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        Task<SafeFileHandle> creating = Task.Run(() => store.Create(() =>
        {
            opening.Set();
            goOn.Wait();
            return File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write);
        }));
        opening.Wait();
        bool isEnded = false;
        // It keeps what it waits for, so that nothing begins after it: a thread of its own, as in a worker.
        var ending = new Thread(() =>
        {
            store.End(Key);
            isEnded = true;
            Thread.Sleep(Timeout.Infinite);
        })
        { IsBackground = true };
        ending.Start();
        while (ending.ThreadState != (ThreadState.Background | ThreadState.WaitSleepJoin)) Thread.Yield();
        Assert.False(isEnded);
        goOn.Set();
        (await creating).Dispose();
        while (!Volatile.Read(ref isEnded)) Thread.Yield();

        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
        Task later = Task.Factory.StartNew(() => store.Create(() => File.Create(file)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.NotSame(later, await Task.WhenAny(later, Task.Delay(50)));
        Assert.False(File.Exists(file));
    }

    private ChunkRecord Commit(string key, string bytes)
    {
        string file = Store.NewFile(key);
        File.WriteAllText(file, bytes);
        return Store.Commit(key, file, Frames, [.. Enumerable.Range(1, Frames * 16).Select(i => (byte)i)]);
    }
}
