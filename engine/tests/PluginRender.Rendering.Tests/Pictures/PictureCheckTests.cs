namespace PluginRender.Rendering.Tests.Pictures;

/// <summary>The look at pictures with a shell script in the place of the process that decodes them.</summary>
public sealed class PictureCheckTests : IDisposable
{
    private const long Large = 80L << 20;
    private const string Answers = """while read line; do echo begin >> "$0.log"; sleep 0.2; echo end >> "$0.log"; echo '{"notices":["it is small"],"isLasting":true}'; done""";

    private readonly TemporaryFolder folder = new();
    private readonly FakeLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pictures_ThatDoNotFitTogether_AreDecodedOneAfterTheOther()
    {
        Check($"echo ready; {Answers}", Large * 3 / 2, Jobs(4, Large));
        Assert.Equal(["begin", "end", "begin", "end", "begin", "end", "begin", "end"], File.ReadLines(folder.File("script.log")));
    }

    [Fact]
    public void Pictures_ThatFit_AreDecodedAtATime()
    {
        Check($"echo ready; {Answers}", Large * 4, Jobs(4, Large));
        Assert.Contains("begin begin", string.Join(' ', File.ReadLines(folder.File("script.log"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_OfOneContent_AreDecodedOnceAndRemembered()
    {
        PictureJob[] jobs = [.. Enumerable.Range(0, 100).Select(i => new PictureJob($"/p{i}.png", Sha(i % 2), 1))];
        IReadOnlyDictionary<string, PictureVerdict> found = Check($"echo ready; {Answers}", Large, jobs);

        Assert.Equal(2, File.ReadLines(folder.File("script.log")).Count(l => l == "begin"));
        Assert.Equal([Sha(0), Sha(1)], found.Keys.Order());
        Assert.All(found.Keys, sha => Assert.Equal((string[])["it is small"], Store.Find(sha)!.Notices));
    }

    [Fact]
    public void Process_ThatWritesSomethingElse_IsWaitedFor()
    {
        PictureVerdict verdict = Check("""echo library 1.0; echo ready; read line; echo "a library's words"; echo '{"notices":[],"isLasting":false}'; sleep 100""", Large, Jobs(1, 1)).Values.Single();
        Assert.Null(verdict.Fault);
        Assert.Null(Store.Find(Sha(0)));
    }

    [Fact]
    public void Picture_ThatTakesMoreThanThereIs_IsRefusedForThat()
    {
        PictureVerdict verdict = Check("echo ready; read line; sleep 100", 1, Jobs(1, Large)).Values.Single();
        Assert.StartsWith("decoding it took ", verdict.Fault!.Problem, StringComparison.Ordinal);
        Assert.Contains("--memory", verdict.Fault.Remedy, StringComparison.Ordinal);
        Assert.Null(Store.Find(Sha(0)));
    }

    [Theory]
    [InlineData("echo 'error[69]: the libraries are gone' >&2; exit 69", FailureKind.Missing, "the libraries are gone")]
    [InlineData("exit 3", FailureKind.Defect, "ended with exit code 3")]
    public void Process_ThatDoesNotBegin_IsNoPicturesFault(string script, FailureKind kind, string message)
    {
        WorkerException e = Assert.Throws<WorkerException>(() => Check(script, Large, Jobs(3, 1)));
        Assert.Equal(kind, e.Kind);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_ManyOfThem_AreCountedMeanwhile()
    {
        Check($"echo ready; {Answers.Replace("0.2", "0.8", StringComparison.Ordinal)}", Large, Jobs(4, Large));
        Assert.Contains(log.Lines, l => l.EndsWith(" of 4 decoded", StringComparison.Ordinal));
    }

    private static string Sha(int i) => $"{i:x2}ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff";

    private static PictureJob[] Jobs(int count, long bytes) => [.. Enumerable.Range(0, count).Select(i => new PictureJob($"/p{i}.png", Sha(i), bytes))];

    private PictureVerdictStore Store => new(folder.Path, "a script");

    private IReadOnlyDictionary<string, PictureVerdict> Check(string script, long memory, PictureJob[] jobs)
    {
        string file = folder.File("script");
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var limits = new PictureDecodingLimits(file, "worker", 4, memory, TimeSpan.FromSeconds(30));
        return new PictureCheck(limits, Store, log, TimeProvider.System).Decode(jobs, CancellationToken.None);
    }
}
