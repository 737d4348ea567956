using System.Text;
using PluginRender.Sdk;

namespace PluginRender.Projects.Tests.Reading;

public sealed class ValidProjectTests : IDisposable
{
    public const string Full = """
        // A project with everything in it.
        {
          "$schema": "../engine/schema/project.schema.json",
          "schemaVersion": 1,
          "output": { "width": 1280, "height": 720, "fps": "30000/1001", "profile": "delivery", "crf": 18.5 },
          "segments": [
            {
              "id": "harbor-1_A",
              "source": { "image": "images/häfen.jpg" }, /* beside the project */
              "duration": 5.25,
              "text": "Boats come home at dusk",
              "effects": [
                { "effect": "kenburns", "zoomFrom": 1.0, "zoomTo": 1.5, "focus": [0.25, 1], "easing": "easeInOut" },
                { "effect": "grade", "brightness": 2e-2, "contrast": 1.1 },
                { "effect": "fade", "in": 0.5, "out": 0.5, "color": "#Ff0080" },
              ],
            },
            { "id": "end", "source": { "color": "#102030" }, "duration": 1, "effects": [] },
          ],
        }
        """;

    private readonly TemporaryProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Project_Minimal_HasTheDefaults()
    {
        RenderProject read = project.Read(TemporaryProject.Segment("""  "source": { "image": "a.jpg" }, "duration": 2 """));
        Assert.Equal(new OutputSettings(1920, 1080, new FrameRate(30, 1), OutputProfile.Draft, 23), read.Output);
        Assert.Equal("p", read.Name);
        Assert.Equal(project.File, read.File);
        ProjectSegment segment = Assert.Single(read.Segments);
        Assert.Equal(("a", 2m, null), (segment.Id, segment.Duration, segment.Text));
        Assert.Empty(segment.Effects);
        Assert.Equal(new TextPosition(4, 5), segment.Position);
        var image = Assert.IsType<ProjectSource.Image>(segment.Source);
        Assert.Equal("a.jpg", image.RelativePath);
        Assert.Equal(Path.Combine(read.Folder, "a.jpg"), image.AbsolutePath);
    }

    [Fact]
    public void Project_Full_IsReadAsWritten()
    {
        project.AddFile("project/images/häfen.jpg");
        RenderProject read = project.Read(Full);
        Assert.Equal(new OutputSettings(1280, 720, new FrameRate(30000, 1001), OutputProfile.Delivery, 18.5), read.Output);
        Assert.Equal(["harbor-1_A", "end"], read.Segments.Select(s => s.Id));
        Assert.Equal("images/häfen.jpg", Assert.IsType<ProjectSource.Image>(read.Segments[0].Source).RelativePath);
        Assert.Equal(5.25m, read.Segments[0].Duration);
        Assert.Equal("Boats come home at dusk", read.Segments[0].Text);
        Assert.Equal(["kenburns", "grade", "fade"], read.Segments[0].Effects.Select(e => e.Descriptor.Id));
        Assert.Equal(
            [
                new("zoomFrom", new ParameterValue.Number(1)), new("zoomTo", new ParameterValue.Number(1.5)),
                new("focus", new ParameterValue.Focus(FocusPoint.At(0.25, 1))), new("easing", new ParameterValue.Choice("easeInOut")),
            ],
            read.Segments[0].Effects[0].Parameters.ToArray());
        Assert.Equal(
            [new("brightness", new ParameterValue.Number(0.02)), new("contrast", new ParameterValue.Number(1.1)), new("saturation", new ParameterValue.Number(1))],
            read.Segments[0].Effects[1].Parameters.ToArray());
        Assert.Equal(new NamedValue("color", new ParameterValue.Color(new RgbColor(255, 0, 128))), read.Segments[0].Effects[2].Parameters[2]);
        Assert.Equal(new RgbColor(16, 32, 48), Assert.IsType<ProjectSource.Color>(read.Segments[1].Source).Value);
    }

    [Fact]
    public void Project_WithByteOrderMark_IsReadAndPositionsDoNotShift()
    {
        string text = TemporaryProject.Segment("""  "source": { "color": "#fff" }, "duration": 2 """);
        RenderProject read = project.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        Assert.Equal(new RgbColor(255, 255, 255), Assert.IsType<ProjectSource.Color>(read.Segments[0].Source).Value);
        var refused = Assert.Throws<InvalidInputException>(() => project.Read([.. Encoding.UTF8.Preamble, .. "7"u8]));
        Assert.Equal(new TextPosition(1, 1), refused.Diagnostics[0].Position);
    }

    [Theory]
    [InlineData("\"center\"", FocusKind.Center, 0.5, 0.5)]
    [InlineData("\"subject\"", FocusKind.Subject, 0.5, 0.5)]
    [InlineData("[0, 0.75]", FocusKind.Point, 0, 0.75)]
    public void Focus_InEachForm_IsRead(string json, FocusKind kind, double x, double y)
    {
        RenderProject read = project.Read(TemporaryProject.Segment(
            $$""" "source": { "image": "a.jpg" }, "duration": 2, "effects": [ { "effect": "kenburns", "focus": {{json}} } ] """));
        Assert.Equal(new ParameterValue.Focus(new FocusPoint(kind, x, y)), read.Segments[0].Effects[0].Parameters[2].Value);
    }

    public static TheoryData<string, PicturePlace> Places => new()
    {
        { "\"whole\"", PicturePlace.Whole },
        { "\"center\"", PicturePlace.Center },
        { "\"subject\"", PicturePlace.Subject },
        { "[0, 0.75]", PicturePlace.At(0, 0.75) },
        { "[0.25, 0, 0.5, 1]", PicturePlace.Of(new PictureArea(0.25, 0, 0.5, 1)) },
        { "[0.7, 0.1, 0.3, 0.9]", PicturePlace.Of(new PictureArea(0.7, 0.1, 0.3, 0.9)) },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Place_InEachForm_IsRead(string json, PicturePlace expected)
        => Assert.Equal(new ParameterValue.Place(expected), project.Read(Looking(json)).Segments[0].Effects[0].Parameters[0].Value);

    [Theory]
    [InlineData("[0.5, 1.2]", "\"at\" has y 1.2, which is not in the picture; give numbers from 0 to 1 of the picture's width and height, not pixels")]
    [InlineData("[1920, 0]", "\"at\" has x 1920, which is not in the picture; give numbers from 0 to 1 of the picture's width and height, not pixels")]
    [InlineData("[0, -0.1, 1, 1]", "\"at\" has top -0.1, which is not in the picture; give numbers from 0 to 1 of the picture's width and height, not pixels")]
    [InlineData("[0.5, 0.5, 0, 0.5]", "\"at\" is an area of 0 by 0.5; give [left, top, width, height] with width and height of at least 0.001, or a point [x, y]")]
    [InlineData("[0.5, 0.5, 0.75, 0.5]", "\"at\" reaches beyond the picture: left 0.5 and width 0.75 are more than 1; give [left, top, width, height], not two corners, within the picture")]
    [InlineData("[0.5, 0.5, 0.5]", "\"at\" has 3 numbers; give \"whole\", \"center\", \"subject\", a point [x, y] or an area [left, top, width, height], in 0 to 1 of the picture")]
    [InlineData("[0.5, \"0.5\"]", "\"at\" is an array; give \"whole\", \"center\", \"subject\", a point [x, y] or an area [left, top, width, height], in 0 to 1 of the picture")]
    [InlineData("\"left\"", "\"at\" is \"left\"; give \"whole\", \"center\", \"subject\", a point [x, y] or an area [left, top, width, height], in 0 to 1 of the picture")]
    public void Place_ThatIsNone_IsRefusedWithWhatIsWrong(string json, string message)
        => Assert.EndsWith(message, Assert.Single(Assert.Throws<InvalidInputException>(() => project.Read(Looking(json))).Diagnostics).ToString(), StringComparison.Ordinal);

    private static string Looking(string json) => TemporaryProject.Segment(
        $$""" "source": { "image": "a.jpg" }, "duration": 2, "effects": [ { "effect": "look", "at": {{json}} } ] """);

    [Fact]
    public void Duration_WithManyDecimals_StaysExact()
    {
        RenderProject read = project.Read(TemporaryProject.Segment(""" "source": { "color": "#000" }, "duration": 0.1000000000000000001 """));
        Assert.Equal(0.1000000000000000001m, read.Segments[0].Duration);
    }

    [Fact]
    public void Integer_BeyondTheReachOfDoubles_StaysExact()
    {
        RenderProject read = project.Read(TemporaryProject.Segment(
            """ "source": { "color": "#000" }, "duration": 1, "effects": [ { "effect": "stamp", "size": 9007199254740993, "mirrored": true } ] """));
        Assert.Equal(
            [new("size", new ParameterValue.Integer(9007199254740993)), new("label", new ParameterValue.Text("")), new("mirrored", new ParameterValue.Boolean(true))],
            read.Segments[0].Effects[0].Parameters.ToArray());
    }
}
