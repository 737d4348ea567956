using System.Diagnostics;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Worker.Tests;

/// <summary>What a failed attempt leaves: run as it stands there, it fails in the same way, in one frame.</summary>
public sealed class ReproductionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // One of each kind of end: a process takes a while to start twice.
    [Theory]
    [InlineData("throw", "InvalidOperationException: deliberate, in s1")]
    [InlineData("hang", "it did not return, and no frame was finished for 2 s")]
    [InlineData("allocateNative", "MiB of memory, and its share is")]
    [InlineData("overflowTheStack", "ended by SIGABRT after writing \"Stack overflow.")]
    [InlineData("exit", "ended with exit code 3")]
    [InlineData("keepFrame", "it wrote to a frame after the call that lent it had returned")]
    public void Command_OfAFault_FailsInTheSameWay(string misdeed, string cause)
    {
        WorkerRender render = Render(patience: misdeed == "hang" ? 2 : 30);
        EffectException e = Assert.Throws<EffectException>(
            () => render.Render(WorkerRender.Plan([[], [WorkerRender.Misdeed(misdeed, at: 7)], [WorkerRender.Misdeed("nothing")]]), "out.mp4"));
        string command = Path.Combine(render.Faults, "s1-misbehave-7", "reproduce.sh");
        Assert.EndsWith($"; to see it again in one frame: sh {command}", e.Message, StringComparison.Ordinal);
        FailedAttempt attempt = Assert.Single(render.FailedAttempts);
        Assert.Equal((command, e.Message), (attempt.Reproduction, attempt.Cause));

        (int code, string output, string error) = Run(command);
        Assert.Equal(65, code);
        Assert.StartsWith("error[65]: segment \"s1\": effect misbehave of plugin Fixture.Crashing, frame 7: ", error, StringComparison.Ordinal);
        Assert.True(error.Contains(cause, StringComparison.Ordinal), error);
        // A frame that was kept takes the one before, where it was lent.
        Assert.Contains($"START 1 segment, {(misdeed == "keepFrame" ? "frames 6-7" : "frame 7")}\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shorter", "it left luma row 71, column 0 of a frame of 128x72 unwritten")]
    public void Command_OfAWrongFrameSize_FailsInTheSameWay(string does, string cause)
    {
        WorkerRender render = Render();
        Assert.Throws<EffectException>(() => render.Render(WorkerRender.Plan([[WorkerRender.Misframe(does, at: 7)], []]), "out.mp4"));
        (int code, _, string error) = Run(Path.Combine(render.Faults, "s0-misframe-7", "reproduce.sh"));
        Assert.Equal(65, code);
        Assert.StartsWith($"error[65]: segment \"s0\": effect misframe of plugin Fixture.Crashing, frame 7: {cause}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_OfAFault_HasTheSegmentAsAProjectWithItsPicture()
    {
        Directory.CreateDirectory(folder.File("images"));
        File.Copy(WorkerRender.PictureFile, folder.File("images/it's one.jpg"));
        WorkerRender render = Render();
        RenderPlan plan = WorkerRender.PlanOfPicture("images/it's one.jpg", folder.File("images/it's one.jpg"), WorkerRender.Effect("vignette"), WorkerRender.Misdeed("throw", at: 7));
        Assert.Throws<EffectException>(() => render.Render(plan, "out.mp4"));
        Directory.Delete(folder.File("images"), recursive: true);

        string place = Path.Combine(render.Faults, "s0-misbehave-7");
        Assert.Equal(["plan.json", "project.json", "reproduce.sh", "source.jpg"], Directory.EnumerateFileSystemEntries(place).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        RenderProject project = new ProjectReader(WorkerRender.Effects).Read(Path.Combine(place, "project.json"));
        ProjectSegment segment = Assert.Single(project.Segments);
        Assert.Equal(("s0", 1m), (segment.Id, segment.Duration));
        Assert.Equal(["vignette", "misbehave"], segment.Effects.Select(e => e.Descriptor.Id));
        Assert.Equal(plan.Segments[0].Effects[1].Parameters.AsEnumerable(), segment.Effects[1].Parameters);
        Assert.Equal(65, Run(Path.Combine(place, "reproduce.sh")).Code);
    }

    [Fact]
    public void Command_OfARepairedPlugin_EndsWell()
    {
        WorkerRender render = Render();
        string repaired = folder.File("repaired");
        Assert.Throws<EffectException>(() => render.Render(WorkerRender.Plan([[WorkerRender.Misdeed("throw", at: 7, unless: repaired)]]), "out.mp4"));
        File.WriteAllText(repaired, "");
        (int code, string output, string error) = Run(Path.Combine(render.Faults, "s0-misbehave-7", "reproduce.sh"));
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith("rendered without a fault\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Skip_LeavesTheReproductionsOfWhatWasSkipped()
    {
        WorkerRender render = Render(skips: true);
        RenderResult result = render.Render(WorkerRender.Plan([[WorkerRender.Misdeed("throw", at: 7)], [], [WorkerRender.Misdeed("exit", at: 3)]]), "out.mp4");
        Assert.Equal(2, result.Skipped.Length);
        Assert.Equal(["s0-misbehave-7", "s2-misbehave-3"], Directory.EnumerateDirectories(render.Faults).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(result.Skipped, s => Assert.Contains("; to see it again in one frame: sh ", s.Cause, StringComparison.Ordinal));
    }

    [Fact]
    public void OnThreads_AFaultLeavesTheSame()
    {
        WorkerRender render = Render();
        Assert.Throws<EffectException>(() => render.RenderOnThreads(WorkerRender.Plan([[WorkerRender.Misdeed("throw", at: 7)]]), "out.mp4"));
        Assert.Equal(65, Run(Path.Combine(render.Faults, "s0-misbehave-7", "reproduce.sh")).Code);
    }

    [Fact]
    public void Remove_TakesReproductionsAndNothingElse()
    {
        WorkerRender render = Render();
        RenderPlan plan = WorkerRender.Plan([[WorkerRender.Misdeed("throw", at: 7)]]);
        Assert.Throws<EffectException>(() => render.Render(plan, "out.mp4"));
        FaultReproductions.Remove(render.Faults);
        Assert.False(Directory.Exists(render.Faults));

        Assert.Throws<EffectException>(() => render.Render(plan, "out.mp4"));
        Directory.CreateDirectory(Path.Combine(render.Faults, "mine"));
        File.WriteAllText(Path.Combine(render.Faults, "mine", "notes.txt"), "");
        FaultReproductions.Remove(render.Faults);
        Assert.Equal(["mine"], Directory.EnumerateFileSystemEntries(render.Faults).Select(Path.GetFileName));
    }

    [Fact]
    public void Render_WithoutAFault_LeavesNothing()
    {
        WorkerRender render = Render();
        render.Render(WorkerRender.Plan([[], []]), "out.mp4");
        Assert.False(Directory.Exists(render.Faults));
    }

    private WorkerRender Render(bool skips = false, int patience = 30) => new(folder)
    {
        Workers = 1,
        Skips = skips,
        MemoryBytes = Environment.WorkingSet + (500L << 20),
        ChunkTimeout = TimeSpan.FromSeconds(patience),
        LeavesReproductions = true,
    };

    private static (int Code, string Output, string Error) Run(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", [command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
