using System.Diagnostics;
using System.Text.Json;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>A real disk that is full: a tmpfs of so many pages.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 6, width: 320, height: 180);

    public void Dispose() => command.Dispose();

    [FactNeeding(Need.Mounting)]
    public void Render_WithoutRoomForChunks_Ends74SaysWhatToFreeAndGoesOn()
    {
        byte[] expected = Whole();
        long chunk = new FileInfo(command.ChunkFiles("whole")[0]).Length;
        using var disk = new Tmpfs(command.PathOf("small"), pages: (2 * Pages(chunk)) + 40);
        string error = Fail(disk.Folder);
        Assert.Matches(@"^error\[74\]: \S+/chunks/\S+: no space left on the disk, of which [\d.]+ (bytes|[kM]B) of [\d.]+ [kM]B are free; free some there and start the same command again: finished chunks are kept; ", error);
        Assert.Contains($"the chunk cache {disk.Folder} takes ", error, StringComparison.Ordinal);
        Assert.EndsWith("a smaller --cache-size makes it smaller with the next render, or give another --cache=DIR", error, StringComparison.Ordinal);
        Assert.False(File.Exists(command.PathOf("out.mp4")));

        disk.Grow(pages: 100_000);
        int kept = Directory.EnumerateFiles(Path.Combine(disk.Folder, "chunks"), "*.json", SearchOption.AllDirectories).Count();
        Assert.InRange(kept, 1, 5);
        GoOn(disk.Folder, expected);
        Assert.Equal(6 - kept, command.Rendered());
    }

    [FactNeeding(Need.Mounting)]
    public void Render_WithoutRoomForTheVideo_Ends74SaysWhatToFreeAndGoesOn()
    {
        byte[] expected = Whole();
        using var disk = new Tmpfs(command.PathOf("small"), pages: Pages(expected.Length) / 2);
        command.OutputFolder = disk.Folder;
        string error = Fail("cache");
        Assert.Matches(@"^error\[74\]: \S+/small/out\.mp4: no space left on the disk, of which ", error);
        Assert.EndsWith($"; remove what is not needed from {disk.Folder}, or give another --output=FILE", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(disk.Folder), f => f.Contains(".mp4", StringComparison.Ordinal));
        // Chunks take no room there: the failure is in the report, and the finished chunks are kept.
        Assert.Equal(74, command.Report.GetProperty("exitCode").GetInt32());

        disk.Grow(pages: 100_000);
        GoOn("cache", expected);
        Assert.InRange(command.Rendered(), 0, 5);
    }

    [FactNeeding(Need.Mounting)]
    public void Render_WithoutRoomForItsReport_Ends74TellsThatTheVideoIsCompleteAndGoesOn()
    {
        byte[] expected = Whole();
        long plan = new FileInfo(command.PathOf("out.plan.json")).Length;
        using var disk = new Tmpfs(command.PathOf("small"), pages: Pages(plan) + Pages(expected.Length));
        command.OutputFolder = disk.Folder;
        string error = Fail("cache");
        Assert.Matches(@"^error\[74\]: \S+/small/out\.report\.json: no space left on the disk, of which \d+ (bytes|kB) of ", error);
        Assert.EndsWith($"; the video {disk.Folder}/out.mp4 is complete", error, StringComparison.Ordinal);
        Assert.Equal(expected, command.Output);
        Assert.False(File.Exists(Path.Combine(disk.Folder, "out.report.json")));

        disk.Grow(pages: 100_000);
        GoOn("cache", expected);
        Assert.Equal(0, command.Rendered());
    }

    [FactNeeding(Need.Mounting)]
    public void Render_WithoutRoomForItsPlan_Ends74AndSaysWhatToFree()
    {
        using var disk = new Tmpfs(command.PathOf("small"), pages: 1);
        command.OutputFolder = disk.Folder;
        Assert.Matches(@"^error\[74\]: \S+/small/out\.plan\.json: no space left on the disk, of which \d (bytes|kB) of \d kB are free; ", Fail("cache"));
    }

    private byte[] Whole()
    {
        using StartedRender render = command.Start("whole");
        string log = render.ReadToEnd();
        Assert.True(render.Wait() == 0, log);
        return command.Output;
    }

    /// <summary>Renders; the last line of a failure.</summary>
    private string Fail(string cache)
    {
        File.Delete(command.PathOf("out.mp4"));
        using StartedRender render = command.Start(cache);
        Assert.Equal(74, render.Wait());
        Assert.Empty(command.TemporaryFiles);
        return render.LastError;
    }

    private void GoOn(string cache, byte[] expected)
    {
        using StartedRender render = command.Start(cache);
        string log = render.ReadToEnd();
        Assert.True(render.Wait() == 0, log);
        Assert.Equal(expected, command.Output);
        Assert.Equal(JsonValueKind.Null, command.Report.GetProperty("fallback").ValueKind);
    }

    private static int Pages(long bytes) => (int)((bytes + Environment.SystemPageSize - 1) / Environment.SystemPageSize);
}

/// <summary>A small file system in memory.</summary>
internal sealed class Tmpfs : IDisposable
{
    public Tmpfs(string folder, int pages)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        Run("mount", "-t", "tmpfs", "-o", Size(pages), "tmpfs", folder);
    }

    public string Folder { get; }

    public void Grow(int pages) => Run("mount", "-o", "remount," + Size(pages), Folder);

    /// <summary>Nobody can write there from now on, root neither.</summary>
    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Folder);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", Folder);

    public void Dispose() => Run("umount", "--lazy", Folder);

    private static string Size(int pages) => FormattableString.Invariant($"size={(long)pages * Environment.SystemPageSize}");

    private static void Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command}: {error.Trim()}");
    }
}
