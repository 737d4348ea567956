using System.Security.Cryptography;
using PluginRender.Planning;

namespace PluginRender.Rendering.Tests.Facts;

public sealed class FactsStoreTests : IDisposable
{
    private static readonly string Key = new('a', 64);
    private static readonly byte[] Mask = [1, 2, 3, 4, 5, 6];

    private static readonly PictureFacts Found = new(
        [new Subject("salient", 0.5, SubjectSource.Saliency, new PictureBox(0.1, 0.2, 0.3, 0.4), new PicturePoint(0.2, 0.3))], [], null,
        new MaskReference(3, 2, Convert.ToHexStringLower(SHA256.HashData(Mask))));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private FactsStore Store => new(folder.Path);

    [Fact]
    public void Find_WhatWasPut_GivesItBack()
    {
        Store.Put(Key, Found, Mask);

        Assert.Equal(FactsJson.Write(Found), FactsJson.Write(Store.Find(Key)!));
        Assert.Equal(Mask, Store.FindMask(Found.Mask!));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories), f => f.Contains(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_WhatWasNeverPut_IsNull() => Assert.Null(Store.Find(Key));

    [Fact]
    public void Find_FactsThatWereCutOff_IsNull()
    {
        Store.Put(Key, Found, Mask);
        string file = Path.Combine(folder.Path, "facts", "aa", Key + ".json");
        File.WriteAllText(file, File.ReadAllText(file)[..40]);

        Assert.Null(Store.Find(Key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_FactsWhoseMaskIsSpoiledOrGone_IsNull(bool gone)
    {
        Store.Put(Key, Found, Mask);
        string file = Store.PathOf(Found.Mask!);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1]++;
        if (gone) File.Delete(file);
        else File.WriteAllBytes(file, bytes);

        Assert.Null(Store.FindMask(Found.Mask!));
        Assert.Null(Store.Find(Key));
    }

    [Fact]
    public void Find_FactsWithoutAMask_NeedsNone()
    {
        Store.Put(Key, Found with { Mask = null }, default);
        Assert.NotNull(Store.Find(Key));
    }
}
