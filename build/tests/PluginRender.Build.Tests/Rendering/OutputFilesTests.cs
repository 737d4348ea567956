using System.Text.Json;
using PluginRender.Build.Tests.Detection;

namespace PluginRender.Build.Tests.Rendering;

/// <summary>What a render does to the file that it is told to write, and to those beside it.</summary>
public sealed class OutputFilesTests : IDisposable
{
    private readonly RenderCommand command = new(segments: 2, width: 64, height: 36);

    public void Dispose() => command.Dispose();

    /// <summary>The limit of names is 255 bytes. Temporary names were built on this one, and ended the render when all was done.</summary>
    [Theory]
    [InlineData("n", 220)]
    [InlineData("n", 243)]
    [InlineData("ü", 120)]
    public void Render_ToALongName_WritesAllFiles(string letter, int count)
    {
        string name = string.Concat(Enumerable.Repeat(letter, count));
        command.OutputName = name + ".mp4";
        (int code, string text) = command.Run();
        Assert.True(code == 0, text);
        foreach (string extension in new[] { ".mp4", ".plan.json", ".report.json", ".report.html" }) Assert.True(File.Exists(command.PathOf(name + extension)), extension);
        Assert.Empty(command.TemporaryFiles);
    }

    [Fact]
    public void Render_ToANameWhoseReportWouldBeTooLong_IsRefusedBeforeAnythingIsRendered()
    {
        command.OutputName = new string('n', 244) + ".mp4";
        Assert.Equal(2, Refused());
    }

    [Fact]
    public void Render_ToAFolder_IsRefusedBeforeAnythingIsRendered()
    {
        Directory.CreateDirectory(command.PathOf("out.mp4"));
        Assert.Equal(74, Refused());
    }

    [Theory]
    [InlineData("Plan")]
    [InlineData("Detect")]
    [InlineData("Preview")]
    [InlineData("Golden")]
    [InlineData("Render")]
    public void Target_ThatWritesToWhereNothingCanBeWritten_SaysSoAtOnceWithTheArgument(string target)
    {
        command.Target = target;
        command.OutputFolder = "/proc";
        using StartedRender run = command.Start();
        Assert.Equal(74, run.Wait());
        Assert.Equal("error[74]: /proc/out.mp4 cannot be written: /proc cannot be written to: it takes no files; give another --output=FILE, in a folder that you may write to", run.LastError);
        Assert.False(Directory.Exists(command.PathOf("cache")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_ToALink_WritesWhatItLeadsToAndTheReportBesideTheLink(bool isDangling)
    {
        string real = Path.Combine(Directory.CreateDirectory(command.PathOf("archive")).FullName, "real.mp4");
        if (!isDangling) File.WriteAllText(real, "an earlier video");
        File.CreateSymbolicLink(command.PathOf("out.mp4"), "archive/real.mp4");
        (int code, string text) = command.Run();
        Assert.True(code == 0, text);
        Assert.Equal("archive/real.mp4", new FileInfo(command.PathOf("out.mp4")).LinkTarget);
        Assert.Equal(command.Output, File.ReadAllBytes(real));
        Assert.Equal([real], Directory.EnumerateFiles(command.PathOf("archive")));
        Assert.Equal(0, command.Report.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void Preview_ToALink_WritesWhatItLeadsTo()
    {
        (command.Target, command.OutputName) = ("Preview", "sheet.png");
        File.CreateSymbolicLink(command.PathOf("sheet.png"), "real.png");
        (int code, string text) = command.Run();
        Assert.True(code == 0, text);
        Assert.Equal("real.png", new FileInfo(command.PathOf("sheet.png")).LinkTarget);
        Assert.Equal([0x89, 0x50], File.ReadAllBytes(command.PathOf("real.png"))[..2]);
    }

    [Fact]
    public void Preview_OverAPictureOfTheProject_IsRefused()
    {
        PngFile.Write(command.PathOf("beach.png"), 64, 36, (x, y) => ((byte)(255 * x), (byte)(255 * y), 80));
        byte[] before = File.ReadAllBytes(command.PathOf("beach.png"));
        (command.Target, command.OutputName) = ("Preview", "beach.png");
        command.Source = _ => """{ "image": "beach.png" }""";
        using StartedRender run = command.Start();
        Assert.Equal(2, run.Wait());
        Assert.Equal($"error[2]: {command.PathOf("beach.png")} is the picture of segment \"s0\", and would be written over; give another --output=FILE", run.LastError);
        Assert.Equal(before, File.ReadAllBytes(command.PathOf("beach.png")));
    }

    [Fact]
    public void Render_KilledWhileItWrites_IsCleanedUpByTheNextInThatFolder()
    {
        command.Effect = i => i == 0 ? """{ "effect": "grain" }""" : command.WaitFor("release");
        using (StartedRender killed = command.Start())
        {
            StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")) && command.TemporaryFiles.Any(f => Path.GetDirectoryName(f) == command.Folder));
            IReadOnlyList<int> workers = killed.Children();
            killed.Signal("KILL");
            killed.Wait();
            StartedRender.WaitForEndOf(workers);
        }

        Assert.NotEmpty(command.TemporaryFiles);
        File.WriteAllText(command.PathOf("release"), "");
        command.OutputName = "another.mp4";
        Assert.Equal(0, command.Run().Code);
        Assert.Empty(command.TemporaryFiles);
        command.OutputName = "out.mp4";
        Assert.Equal(0, command.Run().Code);
        Assert.Empty(Directory.EnumerateFiles(command.Folder, ".*"));
    }

    [Fact]
    public void Render_ManyToOneFolderAtOnce_LeaveEachOthersFilesAlone()
    {
        Assert.Equal(0, command.Run().Code);
        byte[] expected = command.Output;
        var runs = new List<StartedRender>();
        foreach (int i in Enumerable.Range(0, 4))
        {
            command.OutputName = new string((char)('a' + i), 230) + ".mp4";
            runs.Add(command.Start($"cache{i}"));
        }

        foreach (StartedRender run in runs)
        {
            Assert.True(run.Wait() == 0, run.ReadErrors());
            run.Dispose();
        }

        foreach (int i in Enumerable.Range(0, 4)) Assert.Equal(expected, File.ReadAllBytes(command.PathOf(new string((char)('a' + i), 230) + ".mp4")));
        Assert.Empty(command.TemporaryFiles);
        Assert.Empty(Directory.EnumerateFiles(command.Folder, ".*"));
    }

    [Fact]
    public void Render_ToWhatAnotherRenderWrites_EndsAtOnceAndLeavesThatAlone()
    {
        Func<int, string> grain = command.Effect;
        command.Effect = _ => command.WaitFor("release");
        using StartedRender first = command.Start();
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")));
        using StartedRender second = command.Start();
        Assert.Equal(75, second.Wait());
        Assert.Equal($"error[75]: {command.PathOf("out.mp4")}: another render is writing it; wait until that has ended, or give another --output=FILE", second.LastError);
        File.WriteAllText(command.PathOf("release"), "");
        Assert.Equal(0, first.Wait());
        Assert.Equal(0, command.Report.GetProperty("exitCode").GetInt32());
        command.Effect = grain;
        Assert.Equal(0, command.Run().Code);
    }

    [Fact]
    public void Render_ThatFailsOverAnEarlierVideo_KeepsItAndSaysWhoseItIs()
    {
        Assert.Equal(0, command.Run().Code);
        Assert.Equal(JsonValueKind.Null, command.Report.GetProperty("earlierVideo").ValueKind);
        byte[] video = command.Output;
        File.SetLastWriteTimeUtc(command.PathOf("out.mp4"), new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc));
        command.Effect = _ => """{ "effect": "misbehave", "does": "throw" }""";
        using StartedRender failed = command.Start();
        Assert.Equal(65, failed.Wait());
        string said = $"; the video {command.PathOf("out.mp4")} is of an earlier run (2026-01-31 12:00:00 UTC)";
        Assert.EndsWith(said, failed.LastError, StringComparison.Ordinal);
        Assert.EndsWith(said, command.Report.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-01-31T12:00:00+00:00", command.Report.GetProperty("earlierVideo").GetString());
        Assert.Contains("The video that lies there is of an earlier run, written 2026-01-31 12:00:00 UTC", File.ReadAllText(command.PathOf("out.report.html")), StringComparison.Ordinal);
        Assert.Equal(video, command.Output);

        // A project that cannot even be read.
        command.Effect = _ => """{ "effect": "nonsense" }""";
        using StartedRender unread = command.Start();
        Assert.Equal(65, unread.Wait());
        Assert.EndsWith(said, unread.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ThatFailsWithoutAnEarlierVideo_SaysNothingOfOne()
    {
        command.Effect = _ => """{ "effect": "misbehave", "does": "throw" }""";
        using StartedRender failed = command.Start();
        Assert.Equal(65, failed.Wait());
        Assert.DoesNotContain("earlier run", failed.LastError, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, command.Report.GetProperty("earlierVideo").ValueKind);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Render_InterruptedOverAnEarlierVideo_SaysWhoseItIs(string signal, int code)
    {
        Assert.Equal(0, command.Run().Code);
        command.Effect = _ => command.WaitFor("release");
        using StartedRender render = command.Start();
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("release.waiting")));
        render.Signal(signal);
        Assert.Equal(code, render.Wait());
        Assert.Matches(@"interrupted; run the same command again to go on: \d of 2 chunks are kept; the video \S+/out\.mp4 is of an earlier run \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\)$", render.LastError);
        Assert.EndsWith(command.Report.GetProperty("error").GetString()!, render.LastError, StringComparison.Ordinal);
    }

    private int Refused()
    {
        using StartedRender run = command.Start();
        int code = run.Wait();
        Assert.StartsWith($"error[{code}]: ", run.LastError, StringComparison.Ordinal);
        Assert.Contains("--output=", run.LastError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(command.PathOf("cache")));
        Assert.DoesNotContain(Directory.EnumerateFiles(command.Folder), f => f.EndsWith(".report.json", StringComparison.Ordinal));
        return code;
    }
}
