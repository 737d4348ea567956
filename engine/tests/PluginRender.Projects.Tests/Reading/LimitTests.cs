using System.Diagnostics;
using System.Text;

namespace PluginRender.Projects.Tests.Reading;

/// <summary>What a project of any content may cost, and say to a terminal.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly TemporaryProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Text_OverItsLimit_IsRefusedWithItsLength()
        => Assert.Equal(
            ["1:2: this text has 65537 bytes; keep a text within 65536 bytes"],
            project.Problems($"{{\"{new string('a', 65537)}\": 1}}"));

    [Fact]
    public void Object_OfMoreThanAThousandMembers_IsRefusedAtTheFirstTooMany()
    {
        string members = string.Join(",\n", Enumerable.Range(0, 1001).Select(i => $"\"k{i}\": 1"));
        Assert.Equal(["1001:1: this is member number 1001 of an object; give an object at most 1000 members"], project.Problems($"{{{members}}}"));
    }

    [Fact]
    public void Project_OfMoreThanAMillionValues_IsRefused()
    {
        string[] problems = project.Problems($"{{\"segments\": [{string.Join(",", Enumerable.Repeat("0", 1_000_000))}]}}");
        Assert.Equal("this is value number 1000001; keep a project within 1000000 values", Assert.Single(problems)[(problems[0].IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }

    [Fact]
    public void Segments_OverTheirLimit_AreRefusedTogether()
        => Assert.Contains(
            "1:14: \"segments\" has 50001 items; give at most 50000, and make several videos of more",
            project.Problems($"{{\"segments\": [{string.Join(",", Enumerable.Repeat("{}", 50_001))}]}}"));

    [Fact]
    public void Effects_OverTheirLimit_AreRefusedTogether()
    {
        string effects = string.Join(",", Enumerable.Repeat("{\"effect\":\"grade\"}", 101));
        Assert.Equal(
            ["5:65: segment \"a\": \"effects\" has 101 items; give at most 100"],
            project.Problems(TemporaryProject.Segment($"\"source\": {{ \"color\": \"#000000\" }}, \"duration\": 1,     \"effects\": [{effects}]")));
    }

    [Fact]
    public void Problems_OverAThousand_AreCounted()
    {
        string[] problems = project.Problems($"{{\"schemaVersion\":1,\"segments\": [{string.Join(",", Enumerable.Repeat("0", 1500))}]}}");
        Assert.Equal(1001, problems.Length);
        Assert.EndsWith("there are 501 more problems; correct these first", problems[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"\\u001b[2J\": 1}", "the project has the unknown key \"·[2J\"")]
    [InlineData("{\"a\\u202Eb\\nc\": 1}", "the project has the unknown key \"a·b·c\"")]
    [InlineData("{\"a\": t\u001b[31m}", "this is not JSON: 't·[31m}' is an invalid")]
    public void Message_OfTextWithControls_IsOneLineThatSaysNothingToATerminal(string json, string expected)
    {
        string[] problems = project.Problems(json);
        Assert.Contains(problems, p => p.Contains(expected, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.DoesNotContain(p, char.IsControl));
    }

    [Fact]
    public void Message_OfALongPath_IsCutShort()
        => Assert.True(project.Problems(TemporaryProject.Segment($"\"source\": {{ \"image\": \"{new string('a', 5000)}\" }}, \"duration\": 1"))[0].Length < 1000);

    [Fact]
    public void ProjectFile_ThatIsAPipe_IsRefusedWithoutWaitingForAWriter()
    {
        Process.Start("mkfifo", project.File)!.WaitForExit();
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => new ProjectReader(KnownEffects.All).Read(project.File));
        Assert.Equal("the file is empty", refused.Diagnostics[0].Problem);
    }

    [Fact]
    public void Project_WithinEveryLimit_IsRead()
    {
        string segments = string.Join(",", Enumerable.Range(0, 10_000).Select(i => $"{{\"id\":\"s{i}\",\"source\":{{\"color\":\"#000000\"}},\"duration\":1,\"text\":\"{i}\"}}"));
        byte[] text = Encoding.UTF8.GetBytes($"{{\"schemaVersion\":1,\"output\":{{\"width\":16,\"height\":16,\"fps\":\"30\"}},\"segments\":[{segments}]}}");
        Assert.Equal(10_000, project.Read(text).Segments.Length);
    }
}
