using System.Text.Json;
using System.Text.RegularExpressions;
using PluginRender.Build.Pictures;
using PluginRender.Build.Tests.Detection;
using PluginRender.Build.Tests.Rendering;
using PluginRender.Media;
using PluginRender.Rendering;

namespace PluginRender.Build.Tests.Pictures;

/// <summary>Pictures that cannot be decoded are named by every target, all of them; what is known of a picture is not found out again.</summary>
public sealed class PictureCheckTests : IDisposable
{
    private const string Cannot = "none of its rows can be decoded";

    private readonly RenderCommand command = new(segments: 5, width: 64, height: 48) { Source = i => $$"""{ "image": "p{{i}}.png" }""" };

    public PictureCheckTests()
    {
        for (int i = 0; i < 5; i++) WriteGood(i);
    }

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("Validate")]
    [InlineData("Plan")]
    [InlineData("Explain")]
    [InlineData("Preview")]
    [InlineData("Detect")]
    [InlineData("Render")]
    [InlineData("Render", "--isolation=thread")]
    [InlineData("Golden", "--accept")]
    public void Target_WithTwoBrokenPicturesOfFive_NamesBothWithLineAndColumn(string target, params string[] more)
    {
        Break(1);
        Break(3);
        command.Target = target;
        (int code, string text) = command.Run("cache", more);

        Assert.Equal(65, code);
        AssertNames(text, 1, 3);
        foreach (int good in (int[])[0, 2, 4]) Assert.DoesNotContain($"\"s{good}\": \"p", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OfOnePictureThatIsCutOffAndOneThatCannotBeDecoded_NamesBoth()
    {
        Break(1);
        File.WriteAllText(command.PathOf("p3.png"), "no picture");
        string text = Fail("Validate");
        AssertNames(text, 1);
        Assert.Contains("\"s3\": \"p3.png\": ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Again_DecodesWhatChangedAndNothingElse()
    {
        Assert.Equal(5, Decoded(Succeed("Validate")));
        Assert.Equal(0, Decoded(Succeed("Validate")));
        Assert.Equal(0, Decoded(Succeed("Plan")));
        Break(2);
        string text = Fail("Validate");
        Assert.Equal(1, Decoded(text));
        AssertNames(text, 2);
        text = Fail("Validate");
        Assert.Equal(0, Decoded(text));
        AssertNames(text, 2);
        Assert.Equal(5, Decoded(Fail("Validate", "--fresh")));
    }

    [Fact]
    public void Render_OfPicturesThatAreNotKnown_DecodesNoneBeforeAndLeavesThemKnown()
    {
        Assert.DoesNotContain("[pictures]", Succeed("Render"), StringComparison.Ordinal);
        Assert.Equal(0, Decoded(Succeed("Validate")));
    }

    [Fact]
    public void Render_OfAPictureKnownToBeBroken_RendersNothing()
    {
        Break(4);
        Fail("Validate");
        string text = Fail("Render");
        AssertNames(text, 4);
        Assert.DoesNotContain("START", text, StringComparison.Ordinal);
        Assert.Equal(0, Decoded(text));
    }

    [Fact]
    public void Render_OfAPlanWithBrokenPictures_NamesThemBySegment()
    {
        Succeed("Plan");
        string plan = File.ReadAllText(command.PathOf("out.plan.json"));
        foreach (int broken in (int[])[0, 2])
        {
            string before = Hash(broken);
            Break(broken);
            plan = plan.Replace(before, Hash(broken), StringComparison.Ordinal);
        }

        File.WriteAllText(command.PathOf("given.json"), plan);
        command.ChunkSeconds = null;
        foreach (string target in (string[])["Validate", "Render"])
        {
            string text = Fail(target, $"--plan={command.PathOf("given.json")}");
            foreach (int broken in (int[])[0, 2])
                Assert.Contains($"given.json: segment \"s{broken}\": the picture p{broken}.png: {Cannot}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Picture_OfManySegments_IsDecodedAndNamedOnce()
    {
        command.Source = i => $$"""{ "image": "p{{(i == 4 ? 1 : 0)}}.png" }""";
        File.Copy(command.PathOf("p0.png"), command.PathOf("p1.png"), overwrite: true);
        Assert.Equal(1, Decoded(Succeed("Validate")));
        Break(0);
        string text = Fail("Validate");
        Assert.Equal(1, Decoded(text));
        Assert.Contains($"segment \"s0\" (and 3 more): \"p0.png\": {Cannot}", text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(text, Regex.Escape(Cannot)));
    }

    [Fact]
    public void Validate_OfAPictureThatCrashesTheDecoder_NamesItAndChecksTheOthers()
    {
        Break(4);
        command.Workers = 1;
        command.Fault = $"worker Decode 2 CRASH {command.PathOf("happened")}";
        string text = Fail("Validate");
        Assert.Contains("segment \"s1\": \"p1.png\": the decoder crashed on it (its process ended by SIG", text, StringComparison.Ordinal);
        AssertNames(text, 4);
        Assert.Contains("2 problems in ", text, StringComparison.Ordinal);

        // A crash may have had other reasons: it is no property of the picture.
        command.Fault = null;
        WriteGood(4);
        Assert.Equal(2, Decoded(Succeed("Validate")));
    }

    [Fact]
    public void Validate_OfAPictureThatHangs_NamesItAndChecksTheOthers()
    {
        Break(4);
        command.Workers = 1;
        command.Fault = $"worker Decode 2 WAIT {command.PathOf("never")}";
        string text = Fail("Validate", "--chunk-timeout=2");
        Assert.Contains("segment \"s1\": \"p1.png\": it was not decoded within 2 s", text, StringComparison.Ordinal);
        // Each process hangs at its second picture.
        Assert.Contains("segment \"s3\": \"p3.png\": it was not decoded within 2 s", text, StringComparison.Ordinal);
        AssertNames(text, 4);
    }

    [Fact]
    public void Validate_WhoseProcessIsKilledOnce_GoesOn()
    {
        command.Workers = 1;
        command.Fault = $"worker Decode 2 KILL {command.PathOf("happened")}";
        Assert.Equal(5, Decoded(Succeed("Validate")));
        Assert.True(File.Exists(command.PathOf("happened")));
    }

    [Fact]
    public void Validate_WhoseProcessesAreKilledAgainAndAgain_AsksForAnotherTry()
    {
        command.Workers = 1;
        command.Fault = "worker Decode 1 KILL";
        command.Target = "Validate";
        (int code, string text) = command.Run();
        Assert.Equal(75, code);
        Assert.Contains("p0.png ended by SIGKILL, 2 times", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfPicturesThatCrashTheirWorkers_NamesThem()
    {
        command.Fault = "worker Decode 1 CRASH";
        string text = Fail("Render");
        for (int i = 0; i < 5; i++) Assert.Contains($"segment \"s{i}\": \"p{i}.png\": the decoder crashed on it", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rendered sequentially", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupt_WhilePicturesAreDecoded_EndsAtOnce()
    {
        command.Workers = 1;
        command.Fault = $"worker Decode 3 WAIT {command.PathOf("never")}";
        command.Target = "Validate";
        using StartedRender run = command.Start();
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("never.waiting")));
        IReadOnlyList<int> children = run.Children();
        Assert.NotEmpty(children);
        run.Signal("INT", toGroup: true);
        Assert.Equal(130, run.Wait());
        StartedRender.WaitForEndOf(children);
        // What was found until then is known.
        command.Fault = null;
        Assert.Equal(3, Decoded(Succeed("Validate")));
    }

    [Fact]
    public void Validate_ThatIsKilled_LeavesNoProcess()
    {
        command.Fault = $"worker Decode 1 WAIT {command.PathOf("never")}";
        command.Target = "Validate";
        using StartedRender run = command.Start();
        StartedRender.WaitUntil(() => File.Exists(command.PathOf("never.waiting")));
        IReadOnlyList<int> children = run.Children();
        run.Signal("KILL");
        run.Wait();
        StartedRender.WaitForEndOf(children);
    }

    [Fact]
    public void Validate_WithACacheThatCannotBeWritten_SaysSoAndIsDone()
    {
        File.WriteAllText(command.PathOf("cache"), "a file");
        string text = Succeed("Validate");
        Assert.Single(Regex.Matches(text, "WARNING what was found in pictures is not remembered: "));
        Assert.Equal(5, Decoded(text));
    }

    [Fact]
    public void Warning_AboutAPictureThatIsShown_IsToldOnceAndStandsInTheReport()
    {
        const string cut = "the file is cut off; rows below 24 of 48 are gray";
        command.Source = i => $$"""{ "image": "p{{i % 2}}.png" }""";
        PictureChecking.StoreIn(command.PathOf("cache"), FFmpegLibraries.Load()).Put(Hash(1), new PictureVerdict(null, [cut]));
        Assert.Single(Regex.Matches(Succeed("Validate"), $"WARNING segment \"s1\" \\(and 1 more\\): \"p1.png\": {cut}"));
        // Rendered, and from the cache.
        for (int i = 0; i < 2; i++)
        {
            Assert.Single(Regex.Matches(Succeed("Render"), $"WARNING .*: {cut}"));
            JsonElement warning = Assert.Single(command.Report.GetProperty("pictureWarnings").EnumerateArray());
            Assert.Equal("p1.png", warning.GetProperty("picture").GetString());
            Assert.Equal(cut, warning.GetProperty("text").GetString());
            Assert.Equal((string[])["s1", "s3"], warning.GetProperty("segments").EnumerateArray().Select(s => s.GetString()!));
            Assert.Contains(cut, File.ReadAllText(command.PathOf("out.report.html")), StringComparison.Ordinal);
        }
    }

    private void WriteGood(int picture)
        => PngFile.Write(command.PathOf($"p{picture}.png"), 64, 48, (u, v) => ((byte)(200 * u), (byte)(200 * v), (byte)(40 * picture)));

    /// <summary>Each is another: what is found in one is not known of the next.</summary>
    private void Break(int picture) => PngFile.WriteBroken(command.PathOf($"p{picture}.png"), 64, 48 + picture);

    private string Hash(int picture) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(command.PathOf($"p{picture}.png"))));

    private string Succeed(string target, params string[] more)
    {
        command.Target = target;
        (int code, string text) = command.Run("cache", more);
        Assert.True(code == 0, text);
        return text;
    }

    private string Fail(string target, params string[] more)
    {
        command.Target = target;
        (int code, string text) = command.Run("cache", more);
        Assert.True(code == 65, text);
        return text;
    }

    private void AssertNames(string text, params int[] broken)
    {
        string project = File.ReadAllText(command.PathOf("project.json"));
        foreach (int i in broken)
        {
            int column = project.IndexOf($"\"p{i}.png\"", StringComparison.Ordinal) + 1;
            Assert.Contains($"project.json:1:{column}: segment \"s{i}\": \"p{i}.png\": {Cannot}", text, StringComparison.Ordinal);
        }
    }

    /// <summary>How many pictures a run says that it decoded to look at them.</summary>
    private static int Decoded(string text)
        => Regex.Match(text, @"\[pictures\] FINISHED in [\d.]+ s: (\d+) pictures? decoded") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
