using System.Security.Cryptography;
using PluginRender.Planning;

namespace PluginRender.Hosting.Tests;

public sealed class PluginLockTests : IDisposable
{
    private const string Remedy = ", or, if that is wanted, pin the plugins anew with --target=Effects --lock";

    private readonly PluginFolder folder = new("Fixture.Good", "Fixture.Other");

    public PluginLockTests()
    {
        File.WriteAllText(Path.Combine(folder.Root, "Fixture.Good", "libnative.so"), "native code");
        PluginLock.Write(folder.Root);
    }

    public void Dispose() => folder.Dispose();

    private string LockFile => Path.Combine(folder.Root, PluginLock.FileName);

    [Fact]
    public void Discover_PluginsAsPinned_FindsTheirEffects()
    {
        EffectCatalog catalog = folder.Discover();
        Assert.Empty(catalog.Problems);
        Assert.Equal(5, catalog.Effects.Length);
    }

    [Fact]
    public void Lock_Written_HasEveryFileWithItsHashAndIsTheSameAgain()
    {
        string text = File.ReadAllText(LockFile);
        foreach (string path in new[] { folder.Assembly("Fixture.Good"), folder.Assembly("Fixture.Other"), Path.Combine(folder.Root, "Fixture.Good", "libnative.so") })
            Assert.Contains($"\"{Path.GetFileName(path)}\": \"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}\"", text, StringComparison.Ordinal);
        (int plugins, int files) = PluginLock.Write(folder.Root);
        Assert.Equal((2, text.Split("\": \"").Length - 1), (plugins, files));
        Assert.Equal(text, File.ReadAllText(LockFile));
        Assert.Equal(["Fixture.Good", "Fixture.Other", "plugins.lock"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Fixture.Good.dll")]
    [InlineData("libnative.so")]
    public void Discover_ChangedFile_IsRefusedWithBothHashes(string name)
    {
        string file = Path.Combine(folder.Root, "Fixture.Good", name);
        string pinned = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        File.AppendAllText(file, "x");
        string found = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        Refused($"{LockFile}: plugin Fixture.Good: {file} has SHA-256 {found}, pinned is {pinned}: restore the pinned file{Remedy}", isOnlyMissing: false);
    }

    [Fact]
    public void Discover_ChangedSharedLibrary_IsRefused()
    {
        string shared = folder.Share("Fixture.Other", "Fixture.Private");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(shared)!, "libnative.so"), "native code");
        PluginLock.Write(folder.Root);
        Assert.Equal(5, folder.Discover().Effects.Length);
        string native = Path.Combine(Path.GetDirectoryName(shared)!, "libnative.so");
        string pinned = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(native)));
        File.WriteAllText(native, "native edoc");
        string found = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(native)));
        Refused($"{LockFile}: plugin .shared/Fixture.Private: {native} has SHA-256 {found}, pinned is {pinned}: restore the pinned file{Remedy}", isOnlyMissing: false);
    }

    [Fact]
    public void Discover_AdditionalFile_IsRefused()
    {
        string file = Path.Combine(folder.Root, "Fixture.Other", "more.dll");
        File.WriteAllText(file, "");
        Refused($"{LockFile}: plugin Fixture.Other: {file} is not pinned: remove it{Remedy}", isOnlyMissing: false);
    }

    [Fact]
    public void Discover_AdditionalPlugin_IsRefused()
    {
        folder.Add("Fixture.StaticCtor");
        Refused($"{LockFile}: plugin Fixture.StaticCtor is not pinned: remove {Path.Combine(folder.Root, "Fixture.StaticCtor")}{Remedy}", isOnlyMissing: false);
        Assert.False(File.Exists(folder.Assembly("Fixture.StaticCtor") + ".ran"));
    }

    [Fact]
    public void Discover_MissingFile_IsMissing()
    {
        string file = Path.Combine(folder.Root, "Fixture.Good", "libnative.so");
        File.Delete(file);
        Refused($"{LockFile}: plugin Fixture.Good: {file} is missing: restore it{Remedy}", isOnlyMissing: true);
    }

    [Fact]
    public void Discover_MissingPlugin_IsMissing()
    {
        Directory.Delete(Path.Combine(folder.Root, "Fixture.Other"), recursive: true);
        Refused($"{LockFile}: plugin Fixture.Other: {folder.Assembly("Fixture.Other")} is missing: restore the plugin{Remedy}", isOnlyMissing: true);
    }

    [Fact]
    public void Discover_SeveralDifferences_AreAllTold()
    {
        File.Delete(Path.Combine(folder.Root, "Fixture.Good", "libnative.so"));
        File.AppendAllText(folder.Assembly("Fixture.Other"), "x");
        PluginLockException e = Assert.Throws<PluginLockException>(folder.Discover);
        Assert.Equal((2, false), (e.Differences.Length, e.IsOnlyMissing));
    }

    [Fact]
    public void Discover_SymbolsAndDocumentation_MayChange()
    {
        File.WriteAllText(Path.Combine(folder.Root, "Fixture.Good", "Fixture.Good.pdb"), "symbols");
        Assert.Equal(5, folder.Discover().Effects.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"lockVersion\": 2, \"plugins\": {}}")]
    [InlineData("{\"lockVersion\": 1}")]
    [InlineData("{\"lockVersion\": 1, \"plugins\": {\"a\": 1}}")]
    [InlineData("{\"lockVersion\": 1, \"plugins\": {\"a\": {\"b\": 1}}}")]
    [InlineData("{\"lockVersion\": 1, \"plugins\": {\"\\ud800\": {}}}")]
    public void Discover_LockThatIsNone_IsRefused(string text)
    {
        File.WriteAllText(LockFile, text);
        PluginLockException e = Assert.Throws<PluginLockException>(folder.Discover);
        Assert.StartsWith($"{LockFile}: it cannot be read (", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Discover_LockThatIsALinkToNothing_IsRefused()
    {
        File.Delete(LockFile);
        File.CreateSymbolicLink(LockFile, "gone");
        Assert.Throws<PluginLockException>(folder.Discover);
    }

    private void Refused(string expected, bool isOnlyMissing)
    {
        PluginLockException e = Assert.Throws<PluginLockException>(folder.Discover);
        Assert.Equal(expected, Assert.Single(e.Differences));
        Assert.Equal(isOnlyMissing, e.IsOnlyMissing);
    }
}
