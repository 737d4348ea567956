using System.Text.Json;
using System.Text.Json.Nodes;
using PluginRender.TestModels;

namespace PluginRender.Build.Tests.Detection;

/// <summary>Detection as a step of the targets, with real processes, pictures and models.</summary>
public sealed class DetectionTests : IDisposable
{
    private readonly DetectingProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Plan_WithFocusOnSubjects_HasTheirCentersAndIsTheSameAgain()
    {
        project.Add(6);
        Succeed("Plan");
        string first = File.ReadAllText(project.PathOf("out.plan.json"));
        for (int i = 0; i < 6; i++)
        {
            JsonElement center = BestOf("out.plan.json", i).GetProperty("center");
            (double x, double y) = DetectingProject.CenterOf(i);
            Assert.InRange(center[0].GetDouble(), x - 0.02, x + 0.02);
            Assert.InRange(center[1].GetDouble(), y - 0.02, y + 0.02);
        }

        string again = Succeed("Plan");
        Assert.Contains("6 pictures, 6 from the cache", again, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(project.PathOf("out.plan.json")));
        Directory.Delete(project.PathOf("cache"), recursive: true);
        Succeed("Plan");
        Assert.Equal(first, File.ReadAllText(project.PathOf("out.plan.json")));
    }

    [Fact]
    public void Plan_ThatAsksForNoSubject_LooksAtNoPicture()
    {
        project.Add(2, focus: "center");
        project.Project["detector"] = new JsonObject { ["model"] = "gone.onnx" };

        Assert.DoesNotContain("[detect]", Succeed("Plan"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"facts\"", File.ReadAllText(project.PathOf("out.plan.json")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.PathOf("cache/facts")));
    }

    [Fact]
    public void Render_WithFocusOnASubject_ShowsItWhereItIs()
    {
        project.Add(1);
        Succeed("Render");
        string atSubject = FramesHash();
        JsonElement center = BestOf("out.plan.json", 0).GetProperty("center");
        project.Project["segments"]![0]!["effects"]![0]!["focus"] = new JsonArray(center[0].GetDouble(), center[1].GetDouble());
        Succeed("Render");
        Assert.Equal(atSubject, FramesHash());
        project.Project["segments"]![0]!["effects"]![0]!["focus"] = "center";
        Succeed("Render");
        Assert.NotEqual(atSubject, FramesHash());
    }

    [Fact]
    public void Detect_OfAProject_PrintsAndWritesTheFactsOfEveryPicture()
    {
        project.Add(2, focus: "center");
        string text = Succeed("Detect");

        Assert.Contains("[detect] p0 (p0.png): 1 subject", text, StringComparison.Ordinal);
        Assert.Contains("[detect]   salient ", text, StringComparison.Ordinal);
        JsonElement facts = project.Json("out.facts.json");
        Assert.Equal(["p0", "p1"], facts.EnumerateArray().Select(f => f.GetProperty("id").GetString()));
        Assert.Equal("salient", facts[1].GetProperty("facts").GetProperty("subjects")[0].GetProperty("label").GetString());
        Assert.False(File.Exists(project.PathOf("out.plan.json")));
    }

    // The program for models is built by this, if nothing has built it yet.
    [Fact]
    public void Detect_WithAModel_FindsWhatItKnows()
    {
        project.Add(2);
        File.WriteAllBytes(project.PathOf("yolo.onnx"), DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov8, Masks: true)));
        project.Project["detector"] = new JsonObject { ["model"] = "yolo.onnx", ["confidence"] = 0.5 };
        string text = Succeed("Plan");

        Assert.Contains("[detect] 2 pictures by yolo.onnx, 0 known", text, StringComparison.Ordinal);
        Assert.Contains("[detect] models run on ", text, StringComparison.Ordinal);
        JsonElement best = BestOf("out.plan.json", 1);
        Assert.Equal(("red", "yolo"), (best.GetProperty("label").GetString(), best.GetProperty("source").GetString()));
        Assert.Contains("2 from the cache", Succeed("Plan"), StringComparison.Ordinal);
        // The command line's goes before the project's, and is another model.
        File.WriteAllBytes(project.PathOf("other.onnx"), DetectorModel.Build(new DetectorForm(DetectorLayout.Yolov5)));
        Assert.Contains("[detect] 2 pictures by other.onnx, 0 known", Succeed("Plan", $"--detector={project.PathOf("other.onnx")}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WithEncoders_HasTagsAndHowTheTextFits()
    {
        project.Add(2);
        File.WriteAllBytes(project.PathOf("i.onnx"), ClipModels.Image());
        File.WriteAllBytes(project.PathOf("t.onnx"), ClipModels.Text());
        File.WriteAllBytes(project.PathOf("v.json"), ClipModels.Vocabulary());
        File.WriteAllBytes(project.PathOf("m.txt"), ClipModels.Merges());
        var clip = new JsonObject { ["image"] = "i.onnx", ["text"] = "t.onnx", ["vocabulary"] = "v.json", ["merges"] = "m.txt", ["tags"] = new JsonArray("red", "blue") };
        project.Project["detector"] = new JsonObject { ["clip"] = clip };
        project.Project["segments"]![1]!["text"] = "a photo of red";
        Succeed("Plan");

        JsonElement[] facts = [.. project.Json("out.plan.json").GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("source").GetProperty("facts"))];
        Assert.All(facts, f => Assert.NotEqual(0, f.GetProperty("tags").GetArrayLength()));
        Assert.False(facts[0].TryGetProperty("textScore", out _));
        Assert.InRange(facts[1].GetProperty("subjects")[0].GetProperty("textScore").GetDouble(), 0.5, 1);
        // Another text is another question; the other segment's facts are known.
        project.Project["segments"]![1]!["text"] = "a photo of blue";
        Assert.Contains("[detect] 1 picture by saliency and i.onnx, 1 known", Succeed("Plan"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithAWrongModel_EndsWith65AndSaysSoInTheReport()
    {
        project.Add(1);
        File.WriteAllText(project.PathOf("yolo.onnx"), "no model");
        project.Project["detector"] = new JsonObject { ["model"] = "yolo.onnx" };
        (int code, string text) = project.Run("Render");

        Assert.Equal(65, code);
        Assert.Matches($@"error\[65\]: .*project\.json:1:\d+: model {project.PathOf("yolo.onnx")}: it cannot be loaded \(Protobuf parsing failed\.\); expected a whole ONNX file", text);
        Assert.Equal(65, project.Json("out.report.json").GetProperty("exitCode").GetInt32());
    }

    [Theory]
    [InlineData("Plan")]
    [InlineData("Validate")]
    [InlineData("Detect")]
    public void Target_WithAModelThatIsNotThere_EndsWith69(string target)
    {
        project.Add(1);
        project.Project["detector"] = new JsonObject { ["model"] = "gone.onnx" };
        (int code, string text) = project.Run(target);

        Assert.Equal(69, code);
        Assert.Matches($@"error\[69\]: .*project\.json:1:\d+: model {project.PathOf("gone.onnx")}: there is no such file", text);
        (code, text) = project.Run(target, "--detector=gone-too.onnx");
        Assert.Equal(69, code);
        Assert.Contains($"error[69]: model {Path.GetFullPath("gone-too.onnx")}: there is no such file", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OfAProjectThatAsksForSubjects_LooksAtNoPicture()
    {
        project.Add(1);
        Assert.DoesNotContain("[detect]", Succeed("Validate"), StringComparison.Ordinal);
    }

    private string Succeed(string target, params string[] more)
    {
        (int code, string text) = project.Run(target, more);
        Assert.True(code == 0, text);
        return text;
    }

    private string FramesHash() => project.Json("out.report.json").GetProperty("framesHash").GetString()!;

    private JsonElement BestOf(string plan, int segment)
        => project.Json(plan).GetProperty("segments")[segment].GetProperty("source").GetProperty("facts").GetProperty("subjects")[0];
}
