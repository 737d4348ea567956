namespace PluginRender.Rendering.Tests.Pictures;

public sealed class PictureVerdictStoreTests : IDisposable
{
    private const string Sha = "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff";
    private const string Other = "11ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff";

    private readonly TemporaryFolder folder = new();
    private readonly PictureVerdictStore store;

    public PictureVerdictStoreTests() => store = new PictureVerdictStore(folder.Path, "libavcodec 59");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Verdict_ThatWasPut_IsFoundForItsContentAndWhatDecodedIt()
    {
        store.Put(Sha, new PictureVerdict(null, ["rows below 32 of 64 are gray", "a \"profile\"\nis ignored"]));

        PictureVerdict found = Assert.IsType<PictureVerdict>(store.Find(Sha));
        Assert.Null(found.Fault);
        Assert.Equal((string[])["rows below 32 of 64 are gray", "a \"profile\"\nis ignored"], found.Notices);
        Assert.Null(store.Find(Other));
        Assert.Null(new PictureVerdictStore(folder.Path, "libavcodec 60").Find(Sha));
    }

    [Fact]
    public void Verdict_ThatWasPutAgain_IsTheLastOne()
    {
        store.Put(Sha, PictureVerdict.Fine);
        store.Put(Sha, PictureVerdict.Refused("it is cut off", "copy it again"));

        Assert.Equal(new PictureFault("it is cut off", "copy it again"), store.Find(Sha)!.Fault);
    }

    [Fact]
    public void Verdict_WithAnyByteChanged_IsMissingOrTheSame()
    {
        store.Put(Sha, PictureVerdict.Refused("it is cut off", "copy it again"));
        byte[] whole = File.ReadAllBytes(store.PathOf(Sha));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x02;
            File.WriteAllBytes(store.PathOf(Sha), changed);
            // A blank between members says nothing.
            if (store.Find(Sha) is { } found) Assert.Equal(new PictureFault("it is cut off", "copy it again"), found.Fault);
            File.WriteAllBytes(store.PathOf(Sha), whole[..i]);
            Assert.True(store.Find(Sha) is null || i == whole.Length - 1);
        }
    }

    [Fact]
    public void Verdict_OfAnotherPictureInItsPlace_IsMissing()
    {
        store.Put(Sha, PictureVerdict.Fine);
        store.Put(Other, PictureVerdict.Refused("it is cut off", "copy it again"));
        File.Copy(store.PathOf(Other), store.PathOf(Sha), overwrite: true);

        Assert.Null(store.Find(Sha));
    }

    [Fact]
    public void Verdicts_OfACacheThatIsFull_GoBehindItsChunks()
    {
        store.Put(Sha, PictureVerdict.Fine);
        Assert.NotNull(new ChunkStore(folder.Path, new FakeFolders()).Trim(0));
        Assert.Null(store.Find(Sha));
    }
}
