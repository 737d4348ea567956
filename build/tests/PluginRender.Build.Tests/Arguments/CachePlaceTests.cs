using System.Diagnostics;
using PluginRender.Build.Arguments;
using PluginRender.Media;

namespace PluginRender.Build.Tests.Arguments;

public sealed class CachePlaceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pluginrender-cache-place").FullName;

    private string Temporary => Path.Combine(folder, $"pluginrender-{FileStatus.User}");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Choose_AnAbsoluteVariable_IsTaken()
        => Assert.Equal(new CachePlace("/anywhere/pluginrender"), CachePlace.Choose("/anywhere", folder, folder));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Choose_WithoutTheVariable_IsInTheHome(string? variable)
        => Assert.Equal(new CachePlace(Path.Combine(folder, ".cache", "pluginrender")), CachePlace.Choose(variable, folder, "/nowhere"));

    [Fact]
    public void Choose_ARelativeVariable_IsIgnoredAndToldSo()
    {
        CachePlace place = CachePlace.Choose("cache", folder, "/nowhere");
        Assert.Equal((Path.Combine(folder, ".cache", "pluginrender"), "XDG_CACHE_HOME=cache is no absolute path and is ignored"), (place.Folder, place.Warning));
    }

    /// <summary>It was the folder .cache/pluginrender where the user was, or /.cache/pluginrender.</summary>
    [Theory]
    [InlineData(null, "HOME is not set")]
    [InlineData("", "HOME is not set")]
    [InlineData("home", "HOME=home is no absolute path")]
    [InlineData("/nowhere/at/all", "the home folder /nowhere/at/all does not exist")]
    [InlineData("/proc", "/proc/.cache/pluginrender cannot be made in /proc: it takes no files")]
    public void Choose_AHomeThatCannotBeUsed_IsTheTemporaryFolderWithAWarning(string? home, string why)
    {
        CachePlace place = CachePlace.Choose(null, home, folder);
        Assert.Equal(new CachePlace(Temporary, $"the cache is in the folder for temporary files, since {why}; where it is to be kept, give --cache=DIR or set XDG_CACHE_HOME"), place);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, FileStatus.Of(place.Folder, followsLink: false)!.Mode);
        // The next run finds what this one has left.
        Assert.Equal(place, CachePlace.Choose(null, home, folder));
    }

    [Fact]
    public void Choose_ACacheThatIsThere_IsTakenWhetherItCanBeWrittenOrNot()
    {
        string cache = Directory.CreateDirectory(Path.Combine(folder, ".cache", "pluginrender")).FullName;
        Assert.Equal(new CachePlace(cache), CachePlace.Choose(null, folder, "/nowhere"));
    }

    /// <summary>In /tmp anybody may have made it before, with chunks of theirs.</summary>
    [Theory]
    [InlineData("chmod", "777")]
    [InlineData("chmod", "770")]
    [InlineData("link", "")]
    [InlineData("file", "")]
    public void Choose_ATemporaryFolderThatIsNotOurs_IsNotUsed(string what, string mode)
    {
        if (what == "file") File.WriteAllText(Temporary, "");
        else if (what == "link") File.CreateSymbolicLink(Temporary, Directory.CreateDirectory(Path.Combine(folder, "trap")).FullName);
        else Run("mkdir", "-m", mode, Temporary);
        // Then it is told when the cache is to be used, with what to do.
        Assert.Equal(new CachePlace("/nowhere/.cache/pluginrender"), CachePlace.Choose(null, "/nowhere", folder));
    }

    private static void Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(command, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
