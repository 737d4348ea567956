using System.Collections.Immutable;
using System.Text;
using PluginRender.Projects;
using PluginRender.Sdk;

namespace PluginRender.Golden.Projects;

/// <summary>What a user reads who got much wrong at once.</summary>
public class MessageTests
{
    private static readonly EffectDescriptor[] Effects =
    [
        Effect("grade", PixelAccess.Point, Number("contrast", 0, 4), Number("brightness", -1, 1)),
        Effect("kenburns", PixelAccess.Source, Number("zoomTo", 1, 8),
            new ParameterDescriptor("easing", ParameterKind.Choice, "", new ParameterValue.Choice("linear"), double.NegativeInfinity, double.PositiveInfinity, "", ["linear", "easeInOut"]),
            new ParameterDescriptor("focus", ParameterKind.Focus, "", new ParameterValue.Focus(FocusPoint.Center), double.NegativeInfinity, double.PositiveInfinity, "", [])),
    ];

    [Fact]
    public Task Messages_ManyMistakes_AreAllReportedInOrder() => Verify(Messages("""
        {
          "schemaVersion": 2,
          "output": { "width": 1921, "height": "tall", "fps": 29.97, "profile": "final", "crf": 60, "bitrate": 4000 },
          "segments": [
            { "id": "a b", "source": { "image": "missing.jpg" }, "duration": 0 },
            { "id": "one", "source": { "image": "https://example.com/x.jpg" }, "duration": "5" },
            { "id": "one", "source": { "color": "blue" }, "duration": -1, "text": 7 },
            { "id": "two", "source": { "video": "clip.mp4", "in": 2 }, "duration": 1 },
            { "id": "three", "source": { "image": "x.jpg", "color": "#fff" }, "duration": 1e9 },
            { "id": "four", "source": { "image": "../secret.jpg" }, "durration": 2 },
            { "id": "five", "source": { "color": "#102030" }, "duration": 2, "effects": "auto" },
            { "id": "six", "source": { "color": "#102030" }, "duration": 2, "effects": [
              { "effect": "graed" },
              { "effect": "kenburns", "zoomTo": 9, "easing": "bouncy", "focus": [0.5, 1.5] },
              { "effect": "grade", "contrst": 1.5, "brightness": true },
              "sepia",
              { "contrast": 1 }
            ] },
            42
          ],
          "music": "song.mp3"
        }
        """)).ToTask();

    [Theory]
    [InlineData("NotClosed", """{ "schemaVersion": 1, """)]
    [InlineData("TrailingText", """{ "schemaVersion": 1 } }""")]
    [InlineData("NotAnObject", """[1, 2]""")]
    [InlineData("TwiceNamed", """{ "schemaVersion": 1, "schemaVersion": 1, "segments": [], "output": [] }""")]
    [InlineData("Empty", "")]
    public Task Messages_NotAProject_SayWhere(string name, string text) => Verify(Messages(text)).UseTextForParameters(name).ToTask();

    private static string Messages(string text)
    {
        using var folder = new TemporaryFolder();
        InvalidInputException e = Assert.Throws<InvalidInputException>(
            () => { new ProjectReader(Effects).Read(folder.File("project.json"), Encoding.UTF8.GetBytes(text)); });
        return string.Join('\n', e.Diagnostics).Replace(Path.GetDirectoryName(folder.Path)!, "{parent}", StringComparison.Ordinal)
            .Replace(Path.GetFileName(folder.Path), "{folder}", StringComparison.Ordinal);
    }

    private static EffectDescriptor Effect(string id, PixelAccess access, params ImmutableArray<ParameterDescriptor> parameters)
        => new(id, "1.0.0", id, access, Concurrency.Reentrant, Determinism.BitExact, parameters, "Effects.Literal", "00");

    private static ParameterDescriptor Number(string name, double minimum, double maximum)
        => new(name, ParameterKind.Number, "", new ParameterValue.Number(1), minimum, maximum, "", []);
}
