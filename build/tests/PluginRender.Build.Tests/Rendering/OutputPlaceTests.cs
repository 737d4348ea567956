using System.Diagnostics;
using PluginRender.Build.Rendering;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>Where a video cannot be written, which is told before anything is rendered.</summary>
public sealed class OutputPlaceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pluginrender-output-place").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Examine_WhatCanBeWritten_IsAcceptedAndLeavesNothing()
    {
        string file = PathOf("videos/2026/out.mp4");
        Examine(file);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        File.WriteAllText(PathOf("out.mp4"), "an earlier one");
        Examine(PathOf("out.mp4"));
        Assert.Equal("an earlier one", File.ReadAllText(PathOf("out.mp4")));
    }

    [Fact]
    public void Examine_AFolder_IsRefusedWithAFileInIt()
    {
        string file = Directory.CreateDirectory(PathOf("out.mp4")).FullName;
        Assert.Equal($"{file} is a folder, and a file of that name is to be written; give the name of a file in it, such as --output={file}/video.mp4", Refused(file));
    }

    [Fact]
    public void Examine_AFolderInPlaceOfAFileBesideIt_IsRefused()
    {
        string file = Directory.CreateDirectory(PathOf("out.report.json")).FullName;
        Assert.Equal($"{file} is a folder, and a file of that name is to be written; move it away, or give another --output=FILE", Refused(PathOf("out.mp4")));
    }

    [Fact]
    public void Examine_APipe_IsRefusedWithoutWaitingForAReader()
    {
        string file = PathOf("out.mp4");
        using (Process made = Process.Start("mkfifo", [file])) made.WaitForExit();
        Assert.Equal($"{file} is a device, a pipe or a socket, and a video is written to a file; give another --output=FILE", Refused(file));
    }

    [Fact]
    public void Examine_ALinkToADevice_IsRefused()
    {
        string file = Link("/dev/null");
        Assert.Equal($"{file} cannot be written: /dev/null, which {file} leads to, is a device, a pipe or a socket, and a video is written to a file; give another --output=FILE", Refused(file));
    }

    [Theory]
    [InlineData("/proc/out.mp4", "/proc cannot be written to: it takes no files")]
    [InlineData("/proc/self/videos/out.mp4", "/proc/self/videos cannot be made in /proc/self: it takes no files")]
    public void Examine_AFolderThatTakesNoFiles_IsRefused(string file, string why)
        => Assert.Equal($"{file} cannot be written: {why}; give another --output=FILE, in a folder that you may write to", Refused(file));

    [Fact]
    public void Examine_AFileInPlaceOfAFolder_IsRefused()
    {
        File.WriteAllText(PathOf("videos"), "");
        Assert.Equal($"{PathOf("videos/out.mp4")} cannot be written: {PathOf("videos")} is no folder; give another --output=FILE, in a folder that you may write to", Refused(PathOf("videos/out.mp4")));
        Assert.Equal(
            $"{PathOf("videos/a/out.mp4")} cannot be written: {PathOf("videos/a")} cannot be made: {PathOf("videos")} is no folder; give another --output=FILE, in a folder that you may write to",
            Refused(PathOf("videos/a/out.mp4")));
    }

    [Fact]
    public void Examine_AFolderThatIsADanglingLink_IsRefused()
    {
        File.CreateSymbolicLink(PathOf("videos"), PathOf("unmounted"));
        Assert.Equal(
            $"{PathOf("videos/out.mp4")} cannot be written: {PathOf("videos")} is a symbolic link that leads nowhere; give another --output=FILE, in a folder that you may write to",
            Refused(PathOf("videos/out.mp4")));
    }

    [Fact]
    public void Examine_ALinkThatLeadsToItself_IsRefused()
    {
        string file = Link("out.mp4");
        Assert.Equal($"{file} is a symbolic link that leads to itself; remove it, or give another --output=FILE", Refused(file));
    }

    [Fact]
    public void Examine_ALinkToAFolderThatIsNotThere_IsRefused()
    {
        string file = Link("unmounted/real.mp4");
        Assert.Equal($"{file} is a symbolic link to {PathOf("unmounted/real.mp4")}, and there is no such folder; make it, or give another --output=FILE", Refused(file));
        Assert.False(Directory.Exists(PathOf("unmounted")));
    }

    [Fact]
    public void Examine_ALinkToWhereNothingCanBeWritten_IsRefused()
    {
        string file = Link("/proc/real.mp4");
        Assert.Equal($"{file} is a symbolic link to /proc/real.mp4, and /proc cannot be written to: it takes no files; give another --output=FILE", Refused(file));
    }

    [FactNeeding(Need.Mounting)]
    public void Examine_AReadOnlyDisk_IsRefused()
    {
        using var disk = new Tmpfs(PathOf("disk"), pages: 16);
        disk.MakeReadOnly();
        string file = Path.Combine(disk.Folder, "out.mp4");
        Assert.Equal($"{file} cannot be written: {disk.Folder} cannot be written to: Read-only file system; give another --output=FILE, in a folder that you may write to", Refused(file));
    }

    /// <summary>As a container has it that is given a single file: it can be written, and not replaced.</summary>
    [FactNeeding(Need.Mounting)]
    public void Examine_AFileThatIsMounted_IsRefused()
    {
        string file = PathOf("out.mp4");
        File.WriteAllText(file, "");
        Run("mount", "--bind", file, file);
        try
        {
            Assert.Equal($"{file} is mounted there by itself, and cannot be replaced; mount its folder instead, or give another --output=FILE", Refused(file));
        }
        finally
        {
            Run("umount", file);
        }
    }

    [Theory]
    [InlineData("n", 244)]
    [InlineData("ü", 122)]
    public void Examine_ANameWhoseReportWouldBeTooLong_IsRefusedAsAnArgument(string letter, int count)
    {
        string name = string.Concat(Enumerable.Repeat(letter, count));
        Assert.Equal(
            $"the name {name}.report.json has 256 bytes, and names may have 255; give a shorter --output=FILE", Refused(PathOf(name + ".mp4"), ExitCode.WrongArguments));
        Examine(PathOf(name[1..] + ".mp4"));
    }

    [Fact]
    public void Examine_APathThatLeavesNoRoomForTemporaryNames_IsRefusedAsAnArgument()
    {
        string deep = folder + string.Concat(Enumerable.Repeat("/" + new string('n', 199), 21));
        deep = deep[..4070];
        Assert.Equal($"the folder of {deep}/o.mp4 leaves no room for names; give a shorter --output=FILE", Refused(deep + "/o.mp4", ExitCode.WrongArguments, sidecars: []));
    }

    /// <summary>holiday.plan.json is a likely name for a project, too.</summary>
    [Fact]
    public void Examine_AProjectThatWouldBeWrittenOver_IsRefusedAsAnArgument()
    {
        File.WriteAllText(PathOf("out.plan.json"), "{}");
        Assert.Equal(
            $"{PathOf("out.plan.json")} is the project file, and would be written over; give another --output=FILE",
            Refused(PathOf("out.mp4"), ExitCode.WrongArguments, project: PathOf("out.plan.json")));
        File.CreateSymbolicLink(PathOf("shortcut.json"), PathOf("out.plan.json"));
        Refused(PathOf("out.mp4"), ExitCode.WrongArguments, project: PathOf("shortcut.json"));
    }

    [Fact]
    public void Take_OfAnOutputThatIsClaimed_IsWorthARetry()
    {
        string output = PathOf("out.mp4");
        using (OutputClaim.Take(output))
        {
            using OutputClaim? other = OutputClaim.Take(PathOf("out2.mp4"));
            // The other extension has the same report.
            foreach (string same in new[] { output, PathOf("out.MP4") })
            {
                TaskFailedException e = Assert.Throws<TaskFailedException>(() => OutputClaim.Take(same));
                Assert.Equal((ExitCode.Retry, $"{same}: another render is writing it; wait until that has ended, or give another --output=FILE"), (e.ExitCode, e.Message));
            }
        }

        using (OutputClaim.Take(output)) Assert.NotEmpty(Directory.EnumerateFiles(folder));
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void Take_ByManyAtOnce_NeverGivesTwo()
    {
        string output = PathOf("out.mp4");
        int held = 0, most = 0, taken = 0;
        Parallel.For(0, 2000, _ =>
        {
            try
            {
                using OutputClaim? claim = OutputClaim.Take(output);
                most = Math.Max(most, Interlocked.Increment(ref held));
                Interlocked.Increment(ref taken);
                Thread.Yield();
                Interlocked.Decrement(ref held);
            }
            catch (TaskFailedException)
            {
                // Another has it.
            }
        });
        Assert.Equal(1, most);
        Assert.InRange(taken, 1, 2000);
    }

    private static void Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(command, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private string Link(string target)
    {
        File.CreateSymbolicLink(PathOf("out.mp4"), target);
        return PathOf("out.mp4");
    }

    private void Examine(string file, string[]? sidecars = null, string? project = null)
    {
        string stem = Path.ChangeExtension(file, null);
        new OutputPlace(file).Examine(project ?? PathOf("project.json"), file, sidecars ?? [stem + ".plan.json", stem + ".report.json", stem + ".report.html"]);
    }

    private string Refused(string file, ExitCode code = ExitCode.InputOutput, string[]? sidecars = null, string? project = null)
    {
        TaskFailedException e = Assert.Throws<TaskFailedException>(() => Examine(file, sidecars, project));
        Assert.Equal(code, e.ExitCode);
        return e.Message;
    }
}
