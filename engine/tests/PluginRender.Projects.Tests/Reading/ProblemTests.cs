namespace PluginRender.Projects.Tests.Reading;

public sealed class ProblemTests : IDisposable
{
    private readonly TemporaryProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Project_WithManyProblems_ReportsAllInFileOrder()
    {
        string[] problems = project.Problems("""
            {
              "schemaVersion": 2,
              "outptu": {},
              "output": { "width": 1921, "height": 8, "fps": "0", "profile": "final", "crf": 52, "bitrate": 1 },
              "segments": [
                { "id": "a", "source": { "image": "gone.jpg" }, "duration": "5" },
                { "id": "a", "source": { "color": "blue" }, "duration": 1, "efects": [] },
                7,
                { "duration": 1, "effects": [ { "effect": "grad" }, { "effect": "grade", "contrast": 5 } ] }
              ]
            }
            """);
        Assert.Equal(
            [
                "2:20: the project has schemaVersion 2; this version reads schemaVersion 1",
                "3:3: the project has the unknown key \"outptu\"; did you mean \"output\"?",
                "4:24: output: \"width\" is 1921; give an even number, such as 1920 or 1922",
                "4:40: output: \"height\" is 8; give a value from 16 to 8192",
                "4:50: output: \"fps\" is \"0\"; give a rational in quotes, such as \"30\", \"25\" or \"30000/1001\", from 1 to 240",
                "4:66: output: \"profile\" is \"final\"; give \"draft\" or \"delivery\"",
                "4:82: output: \"crf\" is 52; give a value from 0 to 51",
                "4:86: output has the unknown key \"bitrate\"; use one of width, height, fps, profile, crf",
                $"6:39: segment \"a\": the source \"gone.jpg\" does not exist; put the picture at {Path.Combine(project.Folder, "gone.jpg")} or correct the path",
                "6:65: segment \"a\": \"duration\" is \"5\"; give a number",
                "7:13: the id \"a\" is taken by the segment at line 6; give every segment its own id",
                "7:39: segment \"a\", source: \"color\" is \"blue\"; give a color such as \"#102030\"",
                "7:64: segment \"a\" has the unknown key \"efects\"; did you mean \"effects\"?",
                "8:5: segment 2 is 7; give an object with \"id\", \"source\" and \"duration\"",
                "9:5: segment 3 lacks \"id\"; add \"id\": \"name\"",
                "9:5: segment 3 lacks \"source\"; add \"source\": { \"image\": \"FILE\" } or { \"color\": \"#rrggbb\" }",
                "9:47: segment 3, effect 0: there is no effect \"grad\"; did you mean \"grade\"?",
                "9:90: segment 3, effect 1 (grade): \"contrast\" is 5; give a number from 0 to 4",
            ],
            problems);
    }

    [Fact]
    public void Project_WithNothing_NamesEveryMissingMember()
        => Assert.Equal(
            [
                "1:1: the project lacks \"schemaVersion\"; add \"schemaVersion\": 1",
                "1:1: the project lacks \"output\"; add \"output\": { \"width\": 1920, \"height\": 1080, \"fps\": \"30\" }",
                "1:1: the project lacks \"segments\"; add \"segments\": [ … ]",
            ],
            project.Problems("{}"));

    [Theory]
    [InlineData("{}", "2:13: output lacks \"width\"; add \"width\": 1920", "2:13: output lacks \"height\"; add \"height\": 1080", "2:13: output lacks \"fps\"; add \"fps\": \"30\"")]
    [InlineData("[]", "2:13: the project: \"output\" is an array; give an object")]
    [InlineData("{ \"width\": 16.5, \"height\": true, \"fps\": 30 }", "2:24: output: \"width\" is 16.5; give a whole number",
        "2:40: output: \"height\" is true; give a number", "2:53: output: \"fps\" is 30; give a rational in quotes, such as \"30\", \"25\" or \"30000/1001\"")]
    [InlineData("{ \"width\": 16, \"height\": 8194, \"fps\": \"241\" }", "2:38: output: \"height\" is 8194; give a value from 16 to 8192",
        "2:51: output: \"fps\" is \"241\"; give a rational in quotes, such as \"30\", \"25\" or \"30000/1001\", from 1 to 240")]
    [InlineData("{ \"width\": 16, \"height\": 16, \"fps\": \"30\", \"crf\": -1 }", "2:62: output: \"crf\" is -1; give a value from 0 to 51")]
    [InlineData("{ \"width\": 16, \"height\": 16, \"fps\": \"30\", \"crf\": \"low\" }", "2:62: output: \"crf\" is \"low\"; give a number")]
    public void Output_Wrong_IsRefused(string output, params string[] expected)
        => Assert.Equal(expected, project.Problems(TemporaryProject.Output(output)));

    [Theory]
    [InlineData("0", "0; give a time in seconds above 0")]
    [InlineData("0.0", "0.0; give a time in seconds above 0")]
    [InlineData("-1", "-1; give a value from 0 to 86400")]
    [InlineData("86401", "86401; give a value from 0 to 86400")]
    [InlineData("1e400", "1e400; give a value from 0 to 86400")]
    [InlineData("null", "null; give a number")]
    [InlineData("[5]", "an array; give a number")]
    public void Duration_Wrong_IsRefused(string duration, string expected)
        => Assert.Equal(
            [$"5:45: segment \"a\": \"duration\" is {expected}"],
            project.Problems(TemporaryProject.Segment($$""" "source": { "color": "#000" }, "duration": {{duration}} """)));

    [Theory]
    [InlineData("{ \"effect\": \"grade\", \"contrast\": \"high\" }", "effect 0 (grade): \"contrast\" is \"high\"; give a number from 0 to 4")]
    [InlineData("{ \"effect\": \"grade\", \"contrast\": -0.1 }", "effect 0 (grade): \"contrast\" is -0.1; give a number from 0 to 4")]
    [InlineData("{ \"effect\": \"grade\", \"contrast\": 1e400 }", "effect 0 (grade): \"contrast\" is 1e400; give a number from 0 to 4")]
    [InlineData("{ \"effect\": \"fade\", \"in\": -1 }", "effect 0 (fade): \"in\" is -1; give a number of at least 0")]
    [InlineData("{ \"effect\": \"fade\", \"color\": \"#12345\" }", "effect 0 (fade): \"color\" is \"#12345\"; give a color such as \"#102030\"")]
    [InlineData("{ \"effect\": \"kenburns\", \"focus\": [0.5, 1.5] }", "effect 0 (kenburns): \"focus\" is an array; give \"center\", \"subject\" or [x, y] with both from 0 to 1")]
    [InlineData("{ \"effect\": \"kenburns\", \"easing\": \"Linear\" }", "effect 0 (kenburns): \"easing\" is \"Linear\"; give one of \"linear\", \"easeInOut\"")]
    [InlineData("{ \"effect\": \"stamp\", \"size\": 1.5 }", "effect 0 (stamp): \"size\" is 1.5; give a whole number")]
    [InlineData("{ \"effect\": \"stamp\", \"size\": 1e30 }", "effect 0 (stamp): \"size\" is 1e30; give a whole number")]
    [InlineData("{ \"effect\": \"stamp\", \"size\": 1, \"mirrored\": null }", "effect 0 (stamp): \"mirrored\" is null; give true or false")]
    [InlineData("{ \"effect\": \"stamp\", \"size\": 1, \"label\": 1 }", "effect 0 (stamp): \"label\" is 1; give a string")]
    [InlineData("{ \"effect\": \"stamp\" }", "effect 0 (stamp) lacks \"size\"; add \"size\": a whole number")]
    [InlineData("{ \"effect\": \"vignette\", \"strenght\": 1 }", "effect 0 (vignette) has the unknown key \"strenght\"; did you mean \"strength\"?")]
    [InlineData("{ \"effect\": \"kaleidoscope\" }", "effect 0: there is no effect \"kaleidoscope\"; use one of fade, grade, kenburns, look, stamp, style, vignette")]
    [InlineData("{ \"effect\": \"style\" }", "effect 0 (style) lacks \"model\"; add \"model\": the path of a file, relative to the project file, in quotes")]
    [InlineData("{ \"effect\": \"style\", \"model\": 1 }", "effect 0 (style): \"model\" is 1; give the path of a file, relative to the project file, in quotes")]
    [InlineData("{ \"effect\": \"style\", \"model\": \"../style.pt\" }", "effect 0 (style), \"model\": the file \"../style.pt\" lies outside the project's folder; move the file below it, or give --allow-outside")]
    [InlineData("{ \"effect\": \"style\", \"model\": \"http://a/b\" }", "effect 0 (style), \"model\": the file \"http://a/b\" is a URL; download the file and give its path")]
    [InlineData("{ \"effect\": 3 }", "effect 0: \"effect\" is 3; give the name of an effect")]
    [InlineData("{ }", "effect 0 lacks \"effect\"; add \"effect\": \"kenburns\"")]
    [InlineData("\"grade\"", "effect 0 is \"grade\"; give an object with \"effect\": \"NAME\"")]
    public void Effect_Wrong_IsRefused(string effect, string expected)
    {
        string problem = Assert.Single(project.Problems(TemporaryProject.Segment(
            $$""" "source": { "color": "#000" }, "duration": 1, "effects": [ {{effect}} ] """)));
        Assert.Equal("segment \"a\", " + expected, problem[(problem.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
    }

    [Fact]
    public void SourceEffect_NotFirst_IsRefusedEvenWithABadParameter()
    {
        string[] problems = project.Problems(TemporaryProject.Segment(
            """ "source": { "color": "#000" }, "duration": 1, "effects": [ { "effect": "grade" }, { "effect": "kenburns", "zoomTo": 9 } ] """));
        Assert.Equal(2, problems.Length);
        Assert.EndsWith("segment \"a\": \"kenburns\" samples the source and stands at place 2; put it first, and use only one such effect in a segment", problems[0], StringComparison.Ordinal);
        Assert.EndsWith("segment \"a\", effect 1 (kenburns): \"zoomTo\" is 9; give a number from 1 to 8", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_Empty_IsRefused()
        => Assert.Equal(
            ["1:89: \"segments\" is empty; add at least one segment"],
            project.Problems("""{ "schemaVersion": 1, "output": { "width": 16, "height": 16, "fps": "30" }, "segments": [] }"""));

    [Theory]
    [InlineData("", "give a name of letters, digits, - and _, at most 100 of them")]
    [InlineData("a b", "give a name of letters, digits, - and _, at most 100 of them")]
    [InlineData("ä", "give a name of letters, digits, - and _, at most 100 of them")]
    [InlineData("../x", "give a name of letters, digits, - and _, at most 100 of them")]
    public void Id_OfOtherCharacters_IsRefused(string id, string remedy)
        => Assert.EndsWith(remedy, Assert.Single(project.Problems(TemporaryProject.Segment(
            """ "source": { "color": "#000" }, "duration": 1 """).Replace("\"a\"", $"\"{id}\"", StringComparison.Ordinal))), StringComparison.Ordinal);

    [Theory]
    [InlineData(""" "id": "b", "source": { "color": "#000" }, "duration": 1 """, "segment \"a\" has \"id\" twice")]
    [InlineData(""" "source": { "color": "#000" }, "duration": 1, "duration": 1 """, "segment \"a\" has \"duration\" twice")]
    [InlineData(""" "source": { "color": "#000" }, "duration": 1, "effects": [ { "effect": "fade", "effect": "fade" } ] """, "segment \"a\", effect 0 has \"effect\" twice")]
    [InlineData(""" "source": { "color": "#000" }, "duration": 1, "effects": [ { "effect": "fade", "in": 1, "in": 2 } ] """, "segment \"a\", effect 0 (fade) has \"in\" twice")]
    public void Key_GivenTwice_IsReportedOnce(string members, string expected)
    {
        string problem = Assert.Single(project.Problems(TemporaryProject.Segment(members)));
        Assert.EndsWith("twice; remove one of them", problem, StringComparison.Ordinal);
        Assert.Contains(expected.Replace("segment \"a\" has \"id\"", "has \"id\"", StringComparison.Ordinal), problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_BeyondAscii_CountsColumnsInUtf16Units()
        => Assert.StartsWith("5:34: ", Assert.Single(project.Problems(TemporaryProject.Segment(
            """ "text": "Häfen 🚢", "duration": 0, "source": { "color": "#000" } """))), StringComparison.Ordinal);

    [Fact]
    public void Message_OfLongValues_IsCutShort()
        => Assert.All(
            project.Problems(TemporaryProject.Segment(
                $$""" "{{new string('k', 5000)}}": 1, "source": { "image": "{{new string('p', 5000)}}" }, "duration": {{new string('9', 5000)}}, "effects": [ { "effect": "{{new string('e', 5000)}}" } ] """)),
            problem => Assert.True(problem.Length < 400 || problem.Contains("put the picture at", StringComparison.Ordinal), problem));
}
