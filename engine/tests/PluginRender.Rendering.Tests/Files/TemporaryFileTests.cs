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
        string[] parts = Path.GetFileName(own).Split('.')[1].Split('-');
        string earlier = own.Replace($"-{parts[1]}-", $"-{long.Parse(parts[1], CultureInfo.InvariantCulture) - 1}-", StringComparison.Ordinal);
        File.WriteAllText(earlier, "");

        TemporaryFile.RemoveAbandoned(folder.Path, "key.*", TimeProvider.System);

        Assert.Equal([own], Directory.EnumerateFiles(folder.Path));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(25, false)]
    public void RemoveAbandoned_FileOfAnotherMachine_RemovesItAfterADay(int hours, bool isKept)
    {
        string own = Begin("key.mp4");
        string space = Path.GetFileName(own).Split('.')[1].Split('-')[2];
        string other = own.Replace(space, "01234567", StringComparison.Ordinal);
        File.Move(own, other);
        File.SetLastWriteTimeUtc(other, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));

        TemporaryFile.RemoveAbandoned(folder.Path, "*", TimeProvider.System);

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
        TemporaryFile.RemoveAbandoned(folder.Path, "*", TimeProvider.System);
        Assert.True(File.Exists(folder.File(name)));
    }

    [Fact]
    public void RemoveAbandoned_WithoutAFolder_DoesNothing()
        => TemporaryFile.RemoveAbandoned(folder.File("nowhere"), "*", TimeProvider.System);

    [Fact]
    public void RemoveOwn_OfAPattern_LeavesOtherFilesOfTheProcess()
    {
        string one = Begin("one.mp4");
        string two = Begin("two.json");
        TemporaryFile.RemoveOwn(folder.Path, "one.*");
        Assert.Equal((false, true), (File.Exists(one), File.Exists(two)));
        Assert.EndsWith(".tmp.json", two, StringComparison.Ordinal);
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
