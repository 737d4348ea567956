using System.Text.Json;
using System.Text.Json.Nodes;
using PluginRender.Build.Tests.Detection;

namespace PluginRender.Build.Tests.Planning;

/// <summary>Effects that the planner chooses, and plans that are given back, as commands with real pictures.</summary>
public sealed class AutoEffectsTests : IDisposable
{
    private readonly DetectingProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Plan_OfTwelvePicturesLeftToIt_MovesAtTheirSubjectsAndIsTheSameAgain()
    {
        AddAuto(12);
        string said = Succeed("Plan");
        string first = PlanText();
        JsonElement plan = project.Json("out.plan.json");
        for (int i = 0; i < 12; i++)
        {
            JsonElement move = plan.GetProperty("segments")[i].GetProperty("effects")[0];
            (double x, double y) = DetectingProject.CenterOf(i);
            Assert.Equal("kenburns", move.GetProperty("effect").GetString());
            Assert.InRange(move.GetProperty("subject")[0].GetDouble(), x - 0.02, x + 0.02);
            Assert.InRange(move.GetProperty("subject")[1].GetDouble(), y - 0.02, y + 0.02);
            Assert.Equal(i % 2 == 0, move.GetProperty("parameters").GetProperty("zoomTo").GetDouble() > 1);
            Assert.StartsWith(i % 2 == 0 ? "zoom in at the subject" : "zoom out at the subject", move.GetProperty("reason").GetString(), StringComparison.Ordinal);
        }

        Assert.Contains("[plan] segment \"p0\": kenburns: zoom in at the subject (salient", said, StringComparison.Ordinal);
        Assert.Contains("nothing changed since the plan that was there", Succeed("Plan"), StringComparison.Ordinal);
        Directory.Delete(project.PathOf("cache"), recursive: true);
        Succeed("Plan", "--fresh");
        Assert.Equal(first, PlanText());
    }

    [Fact]
    public void Plan_WithAnotherSeed_PrintsWhatChanged()
    {
        AddAuto(2);
        Succeed("Plan");
        project.Project["planner"] = new JsonObject { ["seed"] = 1 };
        Assert.Contains("[plan] CHANGED segment \"p0\": kenburns.zoomTo: 1.", Succeed("Plan"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfAGivenPlan_NeedsNeitherProjectNorDetectorAndHasTheSameBytes()
    {
        AddAuto(2);
        Succeed("Render");
        byte[] video = File.ReadAllBytes(project.PathOf("out.mp4"));
        File.Copy(project.PathOf("out.plan.json"), project.PathOf("kept.json"));
        Directory.Delete(project.PathOf("cache"), recursive: true);
        project.Project["detector"] = new JsonObject { ["model"] = "gone.onnx" };
        project.Project["segments"] = "no segments at all";

        string said = Succeed("Render", $"--plan={project.PathOf("kept.json")}");
        Assert.DoesNotContain("[detect]", said, StringComparison.Ordinal);
        Assert.Equal(video, File.ReadAllBytes(project.PathOf("out.mp4")));
        Assert.Equal(File.ReadAllText(project.PathOf("kept.json")), PlanText());
    }

    [Fact]
    public void Render_OfAnEditedPlan_RendersWhatItSaysAndItsChunkOnly()
    {
        AddAuto(2);
        Succeed("Render", "--chunk-seconds=1");
        EditPlan("out.plan.json", effect => effect["parameters"]!["zoomTo"] = 1.5);
        Succeed("Render", $"--plan={project.PathOf("out.plan.json")}");
        Assert.Equal([false, true], project.Json("out.report.json").GetProperty("chunks").EnumerateArray().Select(c => c.GetProperty("cached").GetBoolean()));
        Assert.Equal(1.5, FirstMove("out.plan.json").GetProperty("zoomTo").GetDouble());
        Succeed("Verify", $"--plan={project.PathOf("out.plan.json")}");
    }

    [Fact]
    public void Render_BesideAPlanThatWasEditedAndNotGiven_PlansAnewAndKeepsIt()
    {
        AddAuto(1);
        Succeed("Plan");
        string planned = PlanText();
        EditPlan("out.plan.json", effect => effect["parameters"]!["zoomTo"] = 1.5);
        string said = Succeed("Render");
        Assert.Equal(planned, PlanText());
        Assert.Equal(1.5, FirstMove("out.plan.edited.json").GetProperty("zoomTo").GetDouble());
        Assert.Contains("out.plan.edited.json renders it", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfAGivenPlanWhosePictureIsAnother_IsRefused()
    {
        AddAuto(3);
        Succeed("Plan");
        File.Copy(project.PathOf("p2.png"), project.PathOf("p0.png"), overwrite: true);
        File.Delete(project.PathOf("p1.png"));
        (int code, string text) = project.Run("Render", $"--plan={project.PathOf("out.plan.json")}");
        Assert.Equal(65, code);
        Assert.Matches("segment \"p0\": the picture p0\\.png is another than was planned \\(SHA-256 [0-9a-f]{8} -> [0-9a-f]{8}\\)", text);
        Assert.Contains("segment \"p1\": the picture p1.png is not in ", text, StringComparison.Ordinal);
        Assert.False(File.Exists(project.PathOf("out.mp4")));
    }

    [Fact]
    public void Render_OfAGivenPlanThatLeadsOutside_IsRefused()
    {
        AddAuto(1);
        Succeed("Plan");
        JsonNode plan = JsonNode.Parse(PlanText())!;
        plan["segments"]![0]!["source"]!["image"] = "../" + Path.GetFileName(project.Folder) + "-other/p0.png";
        string outside = project.Folder + "-other";
        Directory.CreateDirectory(outside);
        try
        {
            File.Copy(project.PathOf("p0.png"), Path.Combine(outside, "p0.png"));
            File.WriteAllText(project.PathOf("kept.json"), plan.ToJsonString());
            (int code, string text) = project.Run("Plan", $"--plan={project.PathOf("kept.json")}");
            Assert.Equal(65, code);
            Assert.Contains("lies outside the project's folder", text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    private void AddAuto(int count)
    {
        project.Add(count);
        project.Project["effects"] = "auto";
        foreach (JsonNode? segment in (JsonArray)project.Project["segments"]!)
        {
            segment!.AsObject().Remove("effects");
            segment["duration"] = 1;
        }
    }

    private string PlanText() => File.ReadAllText(project.PathOf("out.plan.json"));

    private JsonElement FirstMove(string name) => project.Json(name).GetProperty("segments")[0].GetProperty("effects")[0].GetProperty("parameters");

    private void EditPlan(string name, Action<JsonNode> edit)
    {
        JsonNode plan = JsonNode.Parse(File.ReadAllText(project.PathOf(name)))!;
        edit(plan["segments"]![0]!["effects"]![0]!);
        File.WriteAllText(project.PathOf(name), plan.ToJsonString());
    }

    private string Succeed(string target, params string[] more)
    {
        (int code, string text) = project.Run(target, more);
        Assert.True(code == 0, text);
        return text;
    }
}
