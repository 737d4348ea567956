using System.Diagnostics;
using System.Globalization;

namespace PluginRender.Rendering.Tests.Files;

public sealed class TemporaryFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RemoveAbandoned_FilesOfLivingAndDeadProcesses_RemovesThoseOfTheDead()
    {
        string own = Begin("key.mp4");
        string dead = own.Replace($".{Environment.ProcessId}-", $".{EndedProcess()}-", StringComparison.Ordinal);
        File.WriteAllText(dead, "");
        // The same number, but another process had it: this one started later.
        string[] parts = Path.GetFileName(own).Split('.')[2].Split('-');
        string earlier = own.Replace($"-{parts[1]}-", $"-{long.Parse(parts[1], CultureInfo.InvariantCulture) - 1}-", StringComparison.Ordinal);
        File.WriteAllText(earlier, "");

        TemporaryFile.RemoveAbandonedBeside(folder.File("key.json"), TimeProvider.System);

        Assert.Equal([own], Directory.EnumerateFiles(folder.Path));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(25, false)]
    public void RemoveAbandoned_FileOfAnotherMachine_RemovesItAfterADay(int hours, bool isKept)
    {
        string own = Begin("key.mp4");
        string space = Path.GetFileName(own).Split('.')[2].Split('-')[2];
        string other = own.Replace(space, "01234567", StringComparison.Ordinal);
        File.Move(own, other);
        File.SetLastWriteTimeUtc(other, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));

        TemporaryFile.RemoveAbandoned(folder.Path, TimeProvider.System);

        Assert.Equal(isKept, File.Exists(other));
    }

    [Theory]
    [InlineData("holiday.mp4")]
    [InlineData("key.tmp.mp4")]
    [InlineData("key.1-2-3.tmp.mp4")]
    [InlineData("key.99999999-1-00000000.mp4")]
    public void RemoveAbandoned_FileOfSomebodyElse_IsNotTouched(string name)
    {
        File.WriteAllText(folder.File(name), "");
        TemporaryFile.RemoveAbandoned(folder.Path, TimeProvider.System);
        Assert.True(File.Exists(folder.File(name)));
    }

    [Fact]
    public void RemoveAbandoned_WithoutAFolder_DoesNothing()
        => TemporaryFile.RemoveAbandoned(folder.File("nowhere"), TimeProvider.System);

    [Fact]
    public void RemoveOwnBeside_LeavesOtherFilesOfTheProcess()
    {
        string one = Begin("one.mp4");
        string record = Begin("one.json");
        string two = Begin("two.json");
        TemporaryFile.RemoveOwnBeside(folder.File("one.mp4"));
        Assert.Equal((false, false, true), (File.Exists(one), File.Exists(record), File.Exists(two)));
        Assert.EndsWith(".tmp.json", two, StringComparison.Ordinal);
    }

    [Fact]
    public void RemoveAbandonedBeside_LeavesWhatADeadProcessWroteOfAnotherFile()
    {
        string own = Begin("one.mp4");
        string dead = own.Replace($".{Environment.ProcessId}-", $".{EndedProcess()}-", StringComparison.Ordinal);
        File.Move(own, dead);
        TemporaryFile.RemoveAbandonedBeside(folder.File("two.mp4"), TimeProvider.System);
        Assert.True(File.Exists(dead));
        TemporaryFile.RemoveAbandoned(folder.Path, TimeProvider.System);
        Assert.False(File.Exists(dead));
    }

    /// <summary>The limit of names is 255 bytes; a name built on the final one passed it by as much as the process's number has digits.</summary>
    [Theory]
    [InlineData("n", 251, ".mp4")]
    [InlineData("\u00fc", 125, ".mp4")]
    [InlineData("n", 1, ".an-extension-of-a-name-that-is-nearly-nothing-but-extension")]
    public void Beside_AFileWithALongName_IsShort(string letter, int count, string extension)
    {
        string path = folder.File(string.Concat(Enumerable.Repeat(letter, count)) + extension);
        File.WriteAllText(path, "");
        string beside = TemporaryFile.Beside(path);
        File.WriteAllText(beside, "");
        Assert.InRange(Path.GetFileName(beside).Length, 1, TemporaryFile.LongestName);
        TemporaryFile.RemoveOwnBeside(path);
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path));
    }

    /// <summary>What an earlier version left when it was killed.</summary>
    [Fact]
    public void RemoveAbandoned_FileNamedAfterTheFinalOne_RemovesIt()
    {
        string identity = Path.GetFileName(Begin("x.mp4")).Split('.')[2];
        string dead = identity.Replace($"{Environment.ProcessId}-", $"{EndedProcess()}-", StringComparison.Ordinal);
        string file = folder.File($".holiday.{dead}.abcdefgh.tmp.mp4");
        File.WriteAllText(file, "");
        TemporaryFile.RemoveAbandoned(folder.Path, TimeProvider.System);
        Assert.False(File.Exists(file));
    }

    private string Begin(string name)
    {
        string path = TemporaryFile.Beside(folder.File(name));
        File.WriteAllText(path, "");
        return path;
    }

    private static int EndedProcess()
    {
        using Process process = Process.Start("true");
        process.WaitForExit();
        return process.Id;
    }
}
