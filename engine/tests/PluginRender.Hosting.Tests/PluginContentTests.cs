using System.Security.Cryptography;
using System.Text;

namespace PluginRender.Hosting.Tests;

public sealed class PluginContentTests : IDisposable
{
    private readonly PluginFolder folder = new("Fixture.Good");

    private string Root => Path.Combine(folder.Root, "Fixture.Good");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Fixture.Good.dll")]
    [InlineData("Fixture.Private.dll")]
    [InlineData("Fixture.Good.deps.json")]
    [InlineData("runtimes/linux-x64/native/libfixture.so")]
    [InlineData("libfixture.so.1")]
    [InlineData("model.onnx")]
    [InlineData("table.xml")]
    public void Hash_FileChangedAddedOrRemoved_Changes(string file)
    {
        string before = PluginContent.Of(Root).Hash;
        string path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, "x");
        string changed = PluginContent.Of(Root).Hash;
        File.Delete(path);
        string removed = PluginContent.Of(Root).Hash;

        Assert.NotEqual(before, changed);
        Assert.NotEqual(changed, removed);
    }

    [Theory]
    [InlineData("Fixture.Good.pdb")]
    [InlineData("Fixture.Private.xml")]
    [InlineData("Fixture.Good.runtimeconfig.dev.json")]
    public void Hash_FileThatDecidesNothingChanged_Stays(string file)
    {
        string before = PluginContent.Of(Root).Hash;
        File.AppendAllText(Path.Combine(Root, file), "x");
        Assert.Equal(before, PluginContent.Of(Root).Hash);
    }

    [Fact]
    public void Hash_SharedLibraryChanged_ChangesForThoseThatUseIt()
    {
        using var both = new PluginFolder("Fixture.Good", "Fixture.StaticCtor");
        string shared = both.Share("Fixture.Good", "Fixture.Private");
        string native = Path.Combine(Path.GetDirectoryName(shared)!, "libnative.so");
        File.WriteAllText(native, "native");
        (string user, string other) before = Hashes();
        File.AppendAllText(native, " code");
        (string user, string other) longer = Hashes();
        File.AppendAllText(shared, "x");
        (string user, string other) changed = Hashes();
        Assert.NotEqual(before.user, longer.user);
        Assert.NotEqual(longer.user, changed.user);
        Assert.Equal((before.other, before.other), (longer.other, changed.other));

        (string User, string Other) Hashes() => (PluginContent.Of(Path.Combine(both.Root, "Fixture.Good")).Hash, PluginContent.Of(Path.Combine(both.Root, "Fixture.StaticCtor")).Hash);
    }

    [Fact]
    public void Hash_FilesThatSwapNames_Changes()
    {
        string library = Path.Combine(Root, "Fixture.Private.dll");
        File.WriteAllText(Path.Combine(Root, "other.dll"), "x");
        string before = PluginContent.Of(Root).Hash;
        File.Move(library, library + ".aside");
        File.Move(Path.Combine(Root, "other.dll"), library);
        File.Move(library + ".aside", Path.Combine(Root, "other.dll"));
        Assert.NotEqual(before, PluginContent.Of(Root).Hash);
    }

    [Fact]
    public void Hash_OfACopyWrittenLaterInAnotherOrder_IsTheSame()
    {
        Directory.CreateDirectory(Path.Combine(Root, "runtimes"));
        File.WriteAllText(Path.Combine(Root, "runtimes", "a.so"), "a");
        using var other = new PluginFolder();
        string copy = Path.Combine(other.Root, "elsewhere");
        foreach (string file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, DateTime.UnixEpoch);
        }

        Assert.Equal(PluginContent.Of(Root).Hash, PluginContent.Of(copy).Hash);
    }

    [Fact]
    public void Hash_OfTwoFiles_IsOverPathsAndHashesInOrdinalOrder()
    {
        using var other = new PluginFolder();
        Directory.CreateDirectory(Path.Combine(other.Root, "a"));
        File.WriteAllText(Path.Combine(other.Root, "a", "ü.dll"), "one");
        File.WriteAllText(Path.Combine(other.Root, "B.dll"), "two");
        byte[] expected =
        [
            .. "B.dll\0"u8, .. SHA256.HashData("two"u8), .. Encoding.UTF8.GetBytes("a/ü.dll\0"), .. SHA256.HashData("one"u8),
        ];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(expected)), PluginContent.Of(other.Root).Hash);
    }

    [Fact]
    public void Discover_PrivateLibraryChanged_GivesTheEffectsAnotherHash()
    {
        string before = Assert.Single(folder.Discover().Effects).PluginHash;
        File.AppendAllText(Path.Combine(Root, "Fixture.Private.dll"), "x");
        Assert.NotEqual(before, Assert.Single(folder.Discover().Effects).PluginHash);
    }
}
