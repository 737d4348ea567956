using System.Diagnostics;
using System.Globalization;

namespace PluginRender.Rendering.Tests.Chunks;

public sealed class CacheEvictionTests : IDisposable
{
    private const int Frames = 1;

    private readonly TemporaryFolder folder = new();
    private readonly Clock clock = new();
    private readonly FakeFolders folders = new();

    public void Dispose() => folder.Dispose();

    private ChunkStore Store => new(folder.Path, folders, clock);

    [Fact]
    public void Trim_ChunksUsedAtOtherTimes_RemovesThoseUsedLongestAgo()
    {
        long each = Commit("ab01", "ab02", "cd03", "cd04");
        Assert.NotNull(Store.Find("ab01", Frames).Record);
        Assert.NotNull(Store.Look("ab02", Frames).Record);

        CacheUse use = Store.Trim((2 * each) + 1)!.Value;

        // The first was used again; looking at the second is no use.
        Assert.Equal(["ab01", "cd04"], Held("ab01", "ab02", "cd03", "cd04"));
        Assert.Equal(new CacheUse(2 * each, 2, 2 * each, 0), use);
        Assert.Equal(4, Files().Length);
    }

    [Fact]
    public void Trim_OfACacheWithinItsSize_RemovesNothing()
    {
        long each = Commit("ab01", "ab02");
        Assert.Equal(new CacheUse(2 * each, 0, 0, 0), Store.Trim(2 * each));
        Assert.Equal(new CacheUse(0, 0, 0, 0), new ChunkStore(folder.File("none"), folders).Trim(0));
    }

    [Fact]
    public void Trim_OfChunksThatARenderHolds_LeavesThemUntilItEnds()
    {
        long each = Commit("ab01", "ab02", "cd03");
        using (Store.Hold(["ab01", "cd03"]))
        {
            Assert.Equal(new CacheUse(2 * each, 1, each, 2 * each), Store.Trim(0));
            Assert.Equal(["ab01", "cd03"], Held("ab01", "ab02", "cd03"));
        }

        Store.Trim(0);
        Assert.Empty(Held("ab01", "ab02", "cd03"));
    }

    [Fact]
    public void Trim_OfChunksThatAKilledRenderHeld_RemovesThem()
    {
        Commit("ab01");
        using (Store.Hold(["ab01"]))
        {
            string lease = Assert.Single(Directory.EnumerateFiles(folder.File("leases")));
            using Process ended = Process.Start("true");
            ended.WaitForExit();
            File.Move(lease, lease.Replace($"{Environment.ProcessId}-", string.Create(CultureInfo.InvariantCulture, $"{ended.Id}-"), StringComparison.Ordinal));
        }

        Store.Trim(0);
        Assert.Empty(Held("ab01"));
        Assert.Empty(Directory.EnumerateFiles(folder.File("leases")));
    }

    [Fact]
    public void Trim_WhileSomethingIsWritten_LeavesIt()
    {
        string begun = Store.NewFile("ab01");
        File.WriteAllText(begun, "half a chunk");
        Store.Trim(0);
        Assert.True(File.Exists(begun));
    }

    [Fact]
    public void Trim_OfAHalfRemovedChunk_RemovesTheRest()
    {
        Commit("ab01");
        File.Delete(Path.ChangeExtension(Store.PathOf("ab01"), ".json"));
        Store.Trim(0);
        Assert.Empty(Files());
    }

    [Fact]
    public void Trim_OfARecordOfARender_RemovesItAfterAllChunks()
    {
        new RenderHistory(Store).Note("/project.json", TestChunks.Plan(16, 16, 1, 1, TestChunks.Color));
        long each = Commit("ab01", "ab02");
        string record = Assert.Single(Directory.EnumerateFiles(folder.File("renders")));
        long length = new FileInfo(record).Length;
        Store.Trim(length);
        Assert.Empty(Held("ab01", "ab02"));
        Assert.True(File.Exists(record));
        Assert.Equal(new CacheUse(0, 1, length, 0), Store.Trim(0));
        Assert.True(each > 0);
    }

    /// <summary>Commits chunks of the same size, each a minute after the one before; what each takes.</summary>
    private long Commit(params string[] keys)
    {
        foreach (string key in keys)
        {
            clock.Now = clock.Now.AddMinutes(1);
            string file = Store.NewFile(key);
            File.WriteAllText(file, "some bytes");
            Store.Commit(key, file, Frames, new byte[Frames * 16]);
            // As if it had been written then.
            foreach (string written in new[] { Store.PathOf(key), Path.ChangeExtension(Store.PathOf(key), ".json") }) File.SetLastWriteTimeUtc(written, clock.Now.UtcDateTime);
        }

        clock.Now = clock.Now.AddMinutes(1);
        return Files().Where(f => f.Contains(keys[0], StringComparison.Ordinal)).Sum(f => new FileInfo(f).Length);
    }

    private string[] Held(params string[] keys) => [.. keys.Where(Store.Holds)];

    private string[] Files() => Directory.Exists(folder.File("chunks")) ? Directory.GetFiles(folder.File("chunks"), "*", SearchOption.AllDirectories) : [];

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
