using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Build.Tests.References;

/// <summary>The Golden target as a command, of a project: three segments of a second each, the second one with grain.</summary>
public sealed class GoldenTests : IDisposable
{
    private const int Width = 96, Height = 54;

    private readonly RenderCommand command = new(3, Width, Height) { Target = "Golden", Effect = i => Effect(i, 0) };

    public void Dispose() => command.Dispose();

    [Fact]
    public void Golden_AcceptedAndThenUnchanged_PassesAndLeavesNothingBehind()
    {
        string text = Run(0, "--accept");
        Assert.Contains("ACCEPTED 90 frames of 3 segments (new)", text, StringComparison.Ordinal);
        Assert.Equal(["frames.mp4", "golden.json", "plan.json"], Names("project.golden"));
        Assert.Contains("PASSED 90 frames exactly", Run(0), StringComparison.Ordinal);
        Assert.Equal(["frames.mp4", "golden.json", "plan.json"], Names("project.golden"));
        Assert.Equal(["cache", "project.golden", "project.json"], Names(""));
        // One frame a line: that is what a review looks at.
        Assert.Equal(90, Regex.Count(File.ReadAllText(Reference("golden.json")), "^ +\"[0-9a-f]{32}\",?$", RegexOptions.Multiline));
    }

    [Fact]
    public void Golden_AnotherNumberOfWorkersAndNothingCached_IsTheSameReference()
    {
        Run(0, "--accept");
        command.Workers = 1;
        using (StartedRender other = command.Start("cache2", "--accept", "--fresh", $"--golden={command.PathOf("other")}")) Assert.Equal(0, other.Wait());
        foreach (string name in Names("project.golden"))
            Assert.Equal(File.ReadAllBytes(Reference(name)), File.ReadAllBytes(Path.Combine(command.PathOf("other"), name)));

        // Another division into chunks gives the same frames, and is told of.
        command.ChunkSeconds = 3;
        string text = Run(0);
        Assert.Contains("PASSED 90 frames exactly", text, StringComparison.Ordinal);
        Assert.Contains("the plan is another one, without consequence: chunks: 3 -> 1", text, StringComparison.Ordinal);
    }

    [FactNeeding(Need.FFmpegCommand)]
    public void Golden_AParameterOfOneSegmentIsAnother_NamesItAndShowsTheFrames()
    {
        Run(0, "--accept");
        command.Effect = i => Effect(i, i == 1 ? 0.2 : 0);
        string text = Run(65);
        Assert.Contains("plan: segment \"s1\": grade.brightness: 0 -> 0.2", text, StringComparison.Ordinal);
        Assert.Contains("segment \"s1\": 30 of 30 frames differ", text, StringComparison.Ordinal);
        Assert.Matches(@"frame 30: segment ""s1"", frame 0 of it, at 1\.000 s, \d+\.\d\d dB", text);
        Assert.Matches(@"error\[65\]: .*30 of 90 frames differ; the first is frame 30: .*project\.golden/received.*--accept", text);

        string shown = Path.Combine("project.golden", "received");
        Assert.Equal(8, Names(shown).Count(n => n.EndsWith("-expected.png", StringComparison.Ordinal)));
        Assert.Contains("plan.json", Names(shown));
        int[] expected = Pixel(Path.Combine(shown, "frame-000030-expected.png")), received = Pixel(Path.Combine(shown, "frame-000030-received.png"));
        // A fifth of full scale brighter.
        Assert.All(expected.Zip(received), pair => Assert.InRange(pair.Second - pair.First, 35, 70));
        Assert.All(Pixel(Path.Combine(shown, "frame-000030-difference.png")), color => Assert.InRange(color, 160, 255));

        // What is right again leaves no pictures of when it was not.
        command.Effect = i => Effect(i, 0);
        Run(0);
        Assert.Equal(["frames.mp4", "golden.json", "plan.json"], Names("project.golden"));

        command.Effect = i => Effect(i, i == 1 ? 0.2 : 0);
        Assert.Contains("ACCEPTED 90 frames of 3 segments (replaced, 30 of them other ones)", Run(0, "--accept"), StringComparison.Ordinal);
        Run(0);
    }

    [Fact]
    public void Golden_ReceivedPictures_AreWhatPreviewShows()
    {
        Run(0, "--accept");
        command.Effect = i => Effect(i, i == 1 ? 0.2 : 0);
        Run(65);
        command.Target = "Preview";
        Run(0, "--frame=30");
        Assert.Equal(
            File.ReadAllBytes(command.PathOf("out.frame-000030.png")), File.ReadAllBytes(Path.Combine(command.PathOf("project.golden"), "received", "frame-000030-received.png")));
    }

    [Fact]
    public void Golden_WithinAPsnr_PassesForALittleAndFailsForMuch()
    {
        Run(0, "--accept");
        command.Effect = i => Effect(i, i == 2 ? 0.01 : 0);
        Assert.Matches(@"PASSED within 40 dB: 30 of 90 frames differ, most of all frame \d+: segment ""s2"".* 4\d\.\d\d dB", Run(0, "--psnr=40"));
        Assert.False(Directory.Exists(Reference("received")));
        Assert.Matches("error\\[65\\]: .*30 of 90 frames differ, 30 of them below 60 dB", Run(65, "--psnr=60"));
        command.Effect = i => Effect(i, i switch { 0 => 0.01, 2 => 0.2, _ => 0 });
        string text = Run(65, "--psnr=40");
        // The first segment keeps the bound and is no problem.
        Assert.Matches("error\\[65\\]: .*60 of 90 frames differ, 30 of them below 40 dB; the first is frame 60", text);
        Assert.DoesNotContain("frame-000000-received.png", Names(Path.Combine("project.golden", "received")));
    }

    [Fact]
    public void Golden_AnotherQualityOrSize_NamesCodecParameterAndPlanValue()
    {
        Run(0, "--accept");
        command.Crf = 30;
        string text = Run(65);
        Assert.Contains("plan: encoder option crf: 23 -> 30", text, StringComparison.Ordinal);
        Assert.Matches(@"error\[65\]: .*: the encoder's crf is 30, the reference's is 23;", text);
        Assert.DoesNotContain("frames differ", text, StringComparison.Ordinal);

        // So does what stands in the file's header, as a reference of another build may have it.
        command.Crf = 23;
        string golden = File.ReadAllText(Reference("golden.json"));
        File.WriteAllText(Reference("golden.json"), Regex.Replace(golden, "(?<=\"level\": )\\d+", "99").Replace("\"extradata\": \"01", "\"extradata\": \"02", StringComparison.Ordinal));
        Assert.Matches(@"error\[65\]: .*: codec parameters: the level is \d+, the reference's is 99; codec parameters: the extradata \(SPS and PPS\) is 01[0-9a-f]+, the reference's is 02[0-9a-f]+; ", Run(65));

        command.Size = (64, 36);
        text = Run(65);
        Assert.Contains("error[65]", text, StringComparison.Ordinal);
        Assert.Contains("the size is 64x36, the reference's is 96x54", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[chunk", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Golden_MissingOrDamagedReference_SaysWhichFileBeforeAnythingIsRendered()
    {
        Assert.Matches(@"error\[69\]: .*project\.golden/golden\.json: there is no reference yet; --accept makes one", Run(69));
        Assert.False(Directory.Exists(command.PathOf("project.golden")));
        Run(0, "--accept");
        foreach ((string name, Func<byte[], byte[]> damage) in ((string, Func<byte[], byte[]>)[])[
            ("golden.json", text => text[..(text.Length / 2)]),
            ("golden.json", text => Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(text), "\"[0-9a-f]{32}\"(?=\\s*\\])", "\"00\""))),
            ("plan.json", text => text[1..]),
            ("frames.mp4", video => [.. video.Select((b, i) => i == video.Length / 2 ? (byte)(b ^ 1) : b)])])
        {
            byte[] before = File.ReadAllBytes(Reference(name));
            File.WriteAllBytes(Reference(name), damage(before));
            string text = Run(65);
            Assert.Matches($@"error\[65\]: .*project\.golden/{Regex.Escape(name)}: .*--accept", text);
            Assert.DoesNotContain("[chunk", text, StringComparison.Ordinal);
            File.WriteAllBytes(Reference(name), before);
        }

        Run(0);
    }

    [Fact]
    public void Golden_FramesAreNotKept_ComparesExactlyAndShowsWhatWasReceived()
    {
        Run(0, "--accept");
        File.Delete(Reference("frames.mp4"));
        Run(0);
        Assert.Contains("frames.mp4: there is no such file, so nothing can be measured", Run(69, "--psnr=40"), StringComparison.Ordinal);
        command.Effect = i => Effect(i, i == 1 ? 0.2 : 0);
        Assert.Contains("30 of 90 frames differ; the first is frame 30", Run(65), StringComparison.Ordinal);
        Assert.All(Names(Path.Combine("project.golden", "received")), name => Assert.Matches(@"^(frame-0000\d\d-received\.png|golden\.json|plan\.json)$", name));
    }

    [Fact]
    public void Golden_FramesAreOthersEachTime_IsRefusedAsAReference()
    {
        command.Effect = i => i == 1 ? """{ "effect": "misbehave", "does": "differ", "at": 5 }""" : Effect(i, 0);
        string text = Run(65, "--accept");
        Assert.Contains("error[65]: segment \"s1\": frame 35 is another one each time it is rendered", text, StringComparison.Ordinal);
        Assert.False(File.Exists(Reference("golden.json")));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    public void Golden_EndedWhileItRenders_KeepsTheReferenceAndTheNextRunTidiesUp(string signal, int code)
    {
        Run(0, "--accept");
        byte[] before = File.ReadAllBytes(Reference("golden.json"));
        command.Effect = i => Effect(i, 0) + (i == 2 ? ", " + command.WaitFor("go") : "");
        using (StartedRender run = command.Start("cache", "--accept"))
        {
            StartedRender.WaitUntil(() => File.Exists(command.PathOf("go.waiting")));
            run.Signal(signal);
            Assert.Equal(code, run.Wait());
            run.WaitForGroup();
        }

        Assert.Equal(before, File.ReadAllBytes(Reference("golden.json")));
        File.WriteAllText(command.PathOf("go"), "");
        Run(0);
        Assert.Equal(["cache", "go", "go.waiting", "project.golden", "project.json"], Names(""));
        Assert.Empty(command.TemporaryFiles);
    }

    [Fact]
    public void Golden_ReferenceWrittenDown_SaysWhatKindOfVideoItIs()
    {
        Run(0, "--accept");
        JsonElement root = JsonDocument.Parse(File.ReadAllText(Reference("golden.json"))).RootElement;
        Assert.Equal((Width, Height, "30", 90), (
            root.GetProperty("video").GetProperty("width").GetInt32(), root.GetProperty("video").GetProperty("height").GetInt32(),
            root.GetProperty("video").GetProperty("fps").GetString(), root.GetProperty("video").GetProperty("frames").GetInt32()));
        Assert.Equal("AV_CODEC_ID_H264", root.GetProperty("codec").GetProperty("name").GetString());
        Assert.Equal(["s0", "s1", "s2"], root.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("id").GetString()!));
    }

    private static string Effect(int segment, double brightness)
        => string.Create(CultureInfo.InvariantCulture, $$"""{ "effect": "grade", "brightness": {{brightness}} }""")
            + (segment == 1 ? """, { "effect": "grain", "strength": 0.3 }""" : "");

    private string Reference(string name) => Path.Combine(command.PathOf("project.golden"), name);

    private string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(Path.Combine(command.Folder, folder)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private string Run(int code, params string[] more)
    {
        (int ended, string text) = command.Run("cache", more);
        Assert.True(code == ended, text);
        return text;
    }

    /// <summary>The mean color of a picture: grain is not in it.</summary>
    private int[] Pixel(string name) => command.Pixel(name, "scale=1:1:flags=area");
}
