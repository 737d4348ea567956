using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace PluginRender.Projects.Tests.Schema;

public class ProjectSchemaTests
{
    private const string Valid = """
        {
          "$schema": "project.schema.json",
          "schemaVersion": 1,
          "output": { "width": 1920, "height": 1080, "fps": "30000/1001", "profile": "delivery", "crf": 18.5 },
          "detector": { "model": "yolo.onnx", "confidence": 0.3, "overlap": 1,
            "clip": { "image": "i.onnx", "text": "t.onnx", "vocabulary": "v.json", "merges": "m.txt", "tags": ["a", "b"] } },
          "planner": { "seed": 3, "llm": { "endpoint": "https://example.com/v1", "model": "m", "timeout": 20, "keyVariable": "MY_KEY" } },
          "effects": "auto",
          "segments": [
            { "id": "one", "source": { "image": "a.jpg" }, "duration": 5.25, "text": "words", "effects": [
                { "effect": "kenburns", "zoomFrom": 1, "zoomTo": 8, "focus": [0.25, 1], "easing": "easeInOut" },
                { "effect": "kenburns", "focus": "subject" },
                { "effect": "grade", "brightness": -1, "contrast": 4, "saturation": 0 },
                { "effect": "vignette", "strength": 1, "radius": 0.1 },
                { "effect": "fade", "in": 0.5, "out": 0.5, "color": "#fff" },
                { "effect": "blur", "radius": 100 },
                { "effect": "grain", "strength": 0.2, "seed": 7 },
                { "effect": "pixelate", "size": 16 },
                { "effect": "someone-elses", "amount": 3, "where": [0, 1], "on": true, "how": "slowly" } ] },
            { "id": "two", "source": { "video": "a.mp4", "in": 1.5 }, "duration": 1, "effects": "auto" },
            { "id": "three", "source": { "color": "#102030" }, "duration": 0.1 }
          ]
        }
        """;

    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromFileAsync(Path.Combine(RepositoryRoot.Path, "engine/schema/project.schema.json")));

    [Fact]
    public async Task Schema_OfAFullProject_AcceptsIt() => Assert.Empty((await Schema.Value).Validate(Valid));

    [Theory]
    [InlineData("schemaVersion", "2")]
    [InlineData("schemaVersion", null)]
    [InlineData("more", "1")]
    [InlineData("output", null)]
    [InlineData("output/width", "1921")]
    [InlineData("output/height", "8194")]
    [InlineData("output/fps", "30")]
    [InlineData("output/fps", "\"0\"")]
    [InlineData("output/fps", "\"30/0\"")]
    [InlineData("output/profile", "\"final\"")]
    [InlineData("output/crf", "52")]
    [InlineData("output/bitrate", "1")]
    [InlineData("detector", "\"yolo.onnx\"")]
    [InlineData("detector/model", "\"\"")]
    [InlineData("detector/confidence", "1.5")]
    [InlineData("detector/modle", "\"a.onnx\"")]
    [InlineData("detector/clip/image", null)]
    [InlineData("detector/clip/tags", "[\"a\", \"a\"]")]
    [InlineData("planner", "\"rules\"")]
    [InlineData("planner/seed", "-1")]
    [InlineData("planner/sed", "1")]
    [InlineData("planner/llm/model", null)]
    [InlineData("planner/llm/endpoint", "\"ftp://example.com\"")]
    [InlineData("planner/llm/endpoint", "\"https://me:secret@example.com\"")]
    [InlineData("planner/llm/timeout", "0")]
    [InlineData("planner/llm/keyVariable", "\"sk-123\"")]
    [InlineData("effects", "[]")]
    [InlineData("segments", "[]")]
    [InlineData("segments/0/id", "\"a b\"")]
    [InlineData("segments/0/duration", "0")]
    [InlineData("segments/0/duration", "\"5\"")]
    [InlineData("segments/0/source", "{}")]
    [InlineData("segments/0/source/color", "\"#fff\"")]
    [InlineData("segments/2/source/color", "\"blue\"")]
    [InlineData("segments/0/efects", "[]")]
    [InlineData("segments/1/effects", "\"automatic\"")]
    [InlineData("segments/0/effects/0/zoomTo", "9")]
    [InlineData("segments/0/effects/0/focus", "\"left\"")]
    [InlineData("segments/0/effects/0/focus", "[0.5]")]
    [InlineData("segments/0/effects/0/easing", "\"bounce\"")]
    [InlineData("segments/0/effects/0/zom", "1")]
    [InlineData("segments/0/effects/2/contrast", "-1")]
    [InlineData("segments/0/effects/4/in", "-1")]
    [InlineData("segments/0/effects/5/radius", "101")]
    [InlineData("segments/0/effects/7/size", "1.5")]
    [InlineData("segments/0/effects/8/effect", null)]
    public async Task Schema_OfABrokenProject_RefusesIt(string path, string? value)
    {
        JsonNode root = JsonNode.Parse(Valid)!;
        string[] steps = path.Split('/');
        JsonNode parent = steps[..^1].Aggregate(root, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        if (value is null) parent.AsObject().Remove(steps[^1]);
        else parent[steps[^1]] = JsonNode.Parse(value);
        Assert.NotEmpty((await Schema.Value).Validate(root.ToJsonString()));
    }

    [Fact]
    public async Task Schema_OfTheShowcase_AcceptsIt()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "golden/showcase/showcase.json"));
        using var plain = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Assert.Empty((await Schema.Value).Validate(JsonSerializer.Serialize(plain.RootElement)));
    }

    // What the reader takes, the schema must take too: an editor must not mark a project that renders.
    [Fact]
    public async Task Schema_OfWhatTheReaderAccepts_AcceptsIt()
    {
        using var project = new TemporaryProject();
        project.AddFile("project/images/häfen.jpg");
        project.Read(Reading.ValidProjectTests.Full);
        using var plain = JsonDocument.Parse(
            Reading.ValidProjectTests.Full, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Assert.Empty((await Schema.Value).Validate(JsonSerializer.Serialize(plain.RootElement)));
    }
}
