using System.Diagnostics;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker.Tests;

/// <summary>The worker as a task of a cluster starts it: one chunk from a plan in a file.</summary>
public sealed class ChunkTaskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Chunk_OfEachIndex_FillsTheStoreSoThatNothingIsLeftToRender()
    {
        RenderPlan plan = WorkerRender.Plan([[], [WorkerRender.Effect("vignette")], []]);
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(plan));
        for (int i = plan.Chunks.Length - 1; i >= 0; i--)
        {
            (int code, string output, _) = Run("chunk", Arguments(index: i));
            Assert.Equal(0, code);
            Assert.StartsWith($"[chunk {i}] START 1 segment, frames {i * 30}-{(i * 30) + 29}\n[chunk {i}] FINISHED in ", output, StringComparison.Ordinal);
        }

        Assert.Equal("[chunk 1] cached\n", Run("chunk", Arguments(index: 1)).Output);
        Assert.All(new WorkerRender(folder).Render(plan, "out.mp4").Chunks, c => Assert.True(c.Cached));
        new WorkerRender(folder) { Cache = "threads" }.RenderOnThreads(plan, "threads.mp4");
        Assert.Equal(File.ReadAllBytes(folder.File("threads.mp4")), File.ReadAllBytes(folder.File("out.mp4")));
    }

    [Fact]
    public void Chunk_WhoseEffectFails_Ends65AndNamesIt()
    {
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(WorkerRender.Plan([[WorkerRender.Misdeed("throw")]])));
        (int code, _, string error) = Run("chunk", Arguments(index: 0));
        Assert.Equal(65, code);
        Assert.Equal("error[65]: segment \"s0\": effect misbehave of plugin Fixture.Crashing, frame 5: InvalidOperationException: deliberate, in s0\n", error);
    }

    [Fact]
    public void Chunk_OfAPlanThatWasEdited_Ends65AndSaysWhere()
    {
        string text = PlanJson.Write(WorkerRender.Plan([[]]));
        File.WriteAllText(folder.File("plan.json"), text.Replace("\"crf\": \"23\"", "\"crf\": \"9\"", StringComparison.Ordinal));
        (int code, _, string error) = Run("chunk", Arguments(index: 0));
        Assert.Equal(65, code);
        Assert.StartsWith("error[65]: plan, $.chunks[0].key: is not the key of what the plan says", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Chunk_OfAPlanOfAnotherBuild_Ends65AndNamesTheAssembly()
    {
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(WorkerRender.Plan([new HostAssembly("PluginRender.Kernels", "another")], [[]])));
        (int code, _, string error) = Run("chunk", Arguments(index: 0));
        Assert.Equal((65, "error[65]: plan, $.host.PluginRender.Kernels: is another than this worker has; build the worker anew, or plan the project again\n"), (code, error));
    }

    [Fact]
    public void Chunk_OfAPlanThatNamesAPictureOutside_Ends65UnlessThatIsAllowed()
    {
        Directory.CreateDirectory(folder.File("project"));
        File.Copy(WorkerRender.PictureFile, folder.File("outside.jpg"));
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(WorkerRender.PlanOfPicture("../outside.jpg", folder.File("outside.jpg"))));
        string[] arguments = [.. Arguments(index: 0).Select(a => a.StartsWith("--project-folder", StringComparison.Ordinal) ? $"--project-folder={folder.File("project")}" : a)];
        (int code, _, string error) = Run("chunk", arguments);
        Assert.Equal((65, $"error[65]: {folder.File("outside.jpg")}: the picture lies outside the project's folder; move it below the folder, or give --allow-outside\n"), (code, error));
        Assert.Equal(0, Run("chunk", [.. arguments, "--allow-outside=true"]).Code);
    }

    [Fact]
    public void Chunk_WithPluginsOtherThanPinned_Ends65BeforeAnyIsLoaded()
    {
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(WorkerRender.Plan([[]])));
        string plugins = folder.File("plugins");
        Directory.CreateDirectory(Path.Combine(plugins, "Effects.Stylize"));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(new WorkerRender(folder).Launch.PluginFolders[1], "Effects.Stylize")))
            File.Copy(file, Path.Combine(plugins, "Effects.Stylize", Path.GetFileName(file)));
        Hosting.PluginLock.Write(plugins);
        string[] arguments = [.. Arguments(index: 0).Select(a => a.StartsWith("--plugins", StringComparison.Ordinal) ? $"--plugins={plugins}" : a)];
        Assert.Equal(0, Run("chunk", arguments).Code);

        File.WriteAllText(Path.Combine(plugins, "Effects.Stylize", "added.dll"), "");
        (int code, _, string error) = Run("chunk", arguments);
        Assert.Equal(65, code);
        Assert.StartsWith($"error[65]: {Path.Combine(plugins, "plugins.lock")}: plugin Effects.Stylize: {Path.Combine(plugins, "Effects.Stylize", "added.dll")} is not pinned: remove it", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Chunk_OfAPlanThatIsAPipe_Ends65WithoutWaitingForAWriter()
    {
        Process.Start("mkfifo", folder.File("plan.json"))!.WaitForExit();
        (int code, _, string error) = Run("chunk", Arguments(index: 0));
        Assert.Equal((65, $"error[65]: plan, $: is an empty file, {folder.File("plan.json")}; plan the project again\n"), (code, error));
    }

    [Theory]
    [InlineData("--index=3", "error[2]: --index=3: give a whole number from 0 to 1\n")]
    [InlineData("--index=-1", "error[2]: --index=-1: give a whole number from 0 to 1\n")]
    [InlineData("--idx=1", "error[2]: '--idx=1' is not an argument of this command; there are --plan=VALUE, --index=VALUE, --project-folder=VALUE, --cache=VALUE, --plugins=VALUE, --allow-outside=VALUE\n")]
    [InlineData("--plan=x", "error[2]: --plan is given twice; give it once\n")]
    public void Chunk_WrongArgument_Ends2AndSaysWhatInstead(string argument, string message)
    {
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(WorkerRender.Plan([[], []])));
        string[] arguments = Arguments(index: 0);
        (int code, _, string error) = Run("chunk", [.. arguments.Where(a => !argument.StartsWith("--index", StringComparison.Ordinal) || !a.StartsWith("--index", StringComparison.Ordinal)), argument]);
        Assert.Equal((2, message), (code, error));
    }

    [Fact]
    public void Worker_WithoutACommand_Ends2AndSaysWhichThereAre()
    {
        (int code, _, string error) = Run("assemble");
        Assert.Equal((2, "error[2]: give a command: chunk --plan=FILE --index=N --project-folder=DIR --cache=DIR --plugins=DIR[;DIR] [--allow-outside=true]\n"), (code, error));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Chunk_SignaledInTheMiddle_EndsWithTheSignalsCodeAndLeavesNothing(string signal, int code)
    {
        RenderPlan plan = WorkerRender.Plan([[WorkerRender.Misdeed("wait", at: 5, folder.File("release"))]]);
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(plan));
        using Process process = Start();
        Waiting.ForFile(folder.File("release.waiting"));
        Signal(process, signal);
        WaitForAnswer(process);
        // It ends at the end of the frame that it is in.
        File.WriteAllText(folder.File("release"), "");
        (int ended, string error) = End(process);

        Assert.Equal((code, $"error[{code}]: interrupted; chunk 0 has to be rendered again\n"), (ended, error));
        Assert.Equal(["plan.json", "release", "release.waiting"], folder.AllFiles.Select(f => Path.GetFileName(f)!).Where(f => f != "lock").Order(StringComparer.Ordinal));
        Assert.Equal(0, Run("chunk", Arguments(index: 0)).Code);
        Assert.True(new WorkerRender(folder).Store.Holds(plan.Chunks[0].Key));
    }

    [Fact]
    public void Chunk_SignaledAgainWhileAnEffectHangs_EndsAtOnceAndLeavesNothing()
    {
        RenderPlan plan = WorkerRender.Plan([[WorkerRender.Misdeed("wait", at: 5, folder.File("never"))]]);
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(plan));
        using Process process = Start();
        Waiting.ForFile(folder.File("never.waiting"));
        Assert.Contains(folder.AllFiles, f => f.Contains(".tmp", StringComparison.Ordinal));
        Signal(process, "TERM");
        WaitForAnswer(process);
        Signal(process, "INT");

        Assert.Equal((143, "error[143]: interrupted; chunk 0 has to be rendered again\n"), End(process));
        Assert.Equal(["never.waiting", "plan.json"], folder.AllFiles.Select(f => Path.GetFileName(f)!).Where(f => f != "lock").Order(StringComparer.Ordinal));
    }

    // The chunk has its name, and its record too, but the task is not at its end.
    [Fact]
    public void Chunk_SignaledAfterItsFinalRename_EndsWith0AndTheChunkIsThere()
    {
        RenderPlan plan = WorkerRender.Plan([[]]);
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(plan));
        // Flushed are the folders above chunks and above its group, and then the group with both names.
        using Process process = Start($"worker FlushFolder 3 WAIT {folder.File("release")}");
        Waiting.ForFile(folder.File("release.waiting"));
        Assert.True(new WorkerRender(folder).Store.Holds(plan.Chunks[0].Key));
        Signal(process, "TERM");
        WaitForAnswer(process);
        File.WriteAllText(folder.File("release"), "");

        Assert.Equal((0, ""), End(process));
        Assert.Equal("[chunk 0] cached\n", Run("chunk", Arguments(index: 0)).Output);
    }

    // A file without its record would be told of by the next render, as something damaged.
    [Fact]
    public void Chunk_WhoseRecordFindsNoRoom_LeavesNothing()
    {
        RenderPlan plan = WorkerRender.Plan([[]]);
        File.WriteAllText(folder.File("plan.json"), PlanJson.Write(plan));
        using Process process = Start("worker Write 1 ENOSPC");

        (int code, string error) = End(process);

        Assert.Equal(74, code);
        Assert.Contains(plan.Chunks[0].Key, error, StringComparison.Ordinal);
        Assert.Equal(["plan.json"], folder.AllFiles.Select(f => Path.GetFileName(f)!).Where(f => f != "lock").Order(StringComparer.Ordinal));
        Assert.Equal(ChunkFinding.Missing, new WorkerRender(folder).Store.Look(plan.Chunks[0].Key, plan.Chunks[0].FrameCount));
    }

    private Process Start(string? fault = null)
    {
        // A shell starts what runs in its background with SIGINT ignored, and that is inherited.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Environment.ProcessPath!, "exec", WorkerRender.WorkerAssembly, "chunk", .. Arguments(index: 0)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (fault is not null) start.Environment["PLUGINRENDER_FAULT"] = fault;
        return Process.Start(start)!;
    }

    private static void Signal(Process process, string signal) => Signals.Send(signal, process.Id);

    /// <summary>A signal is on its way until the process says that it has it.</summary>
    private static void WaitForAnswer(Process process)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line == "[chunk 0] interrupted: ends with the frame that it is at") return;
        }

        Assert.Fail("the signal was not noticed");
    }

    private static (int Code, string Error) End(Process process)
    {
        string error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        return (process.ExitCode, error);
    }

    private string[] Arguments(int index)
    {
        WorkerLaunch launch = new WorkerRender(folder).Launch;
        return
        [
            $"--plan={folder.File("plan.json")}", $"--index={index}", $"--project-folder={folder.Path}", $"--cache={launch.CacheFolder}",
            $"--plugins={string.Join(';', launch.PluginFolders)}",
        ];
    }

    private static (int Code, string Output, string Error) Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", WorkerRender.WorkerAssembly, command, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
