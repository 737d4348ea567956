using System.Text.Json;
using System.Text.Json.Nodes;
using PluginRender.Build.Tests.Detection;
using PluginRender.Chat.Tests;

namespace PluginRender.Build.Tests.Planning;

/// <summary>Effects that a language model chooses, as commands, with a real server on the loopback interface.</summary>
public sealed class ModelPlanTests : IDisposable
{
    private const string Good = """{ "segments": [ { "id": "p0", "effects": [{ "effect": "grade", "brightness": 0, "contrast": 1.5, "saturation": 1, "reason": "it is flat" }] } ] }""";

    private readonly DetectingProject project = new();

    public ModelPlanTests()
    {
        project.Add(1);
        project.Project["effects"] = "auto";
        project.Project["segments"]![0]!.AsObject().Remove("effects");
        project.Project["segments"]![0]!["duration"] = 1;
    }

    public void Dispose() => project.Dispose();

    [Fact]
    public void Plan_WithAModelThatAnswers_HasItsChoicesAndAsksItOnce()
    {
        using var server = new ChatServer(ServedAnswer.Of("no idea"), ServedAnswer.Of(Good));
        Name(server);
        Succeed("Plan");
        JsonElement effect = Assert.Single(Effects());
        Assert.Equal(("grade", "m: it is flat"), (effect.GetProperty("effect").GetString(), effect.GetProperty("reason").GetString()));
        Assert.Equal(2, server.Requests.Length);
        Assert.Contains("this is not JSON", server.Requests[1].Body, StringComparison.Ordinal);
        Assert.All(server.Requests, r => Assert.DoesNotContain(project.Folder, r.Body, StringComparison.Ordinal));
        Assert.All(server.Requests, r => Assert.DoesNotContain("p0.png", r.Body, StringComparison.Ordinal));

        string first = File.ReadAllText(project.PathOf("out.plan.json"));
        Assert.Contains("effects as m chose them before", Succeed("Render"), StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(project.PathOf("out.plan.json")));
        Assert.Equal(2, server.Requests.Length);
        Succeed("Plan", "--replan");
        Assert.Equal(3, server.Requests.Length);
    }

    [Fact]
    public void Plan_WithAModelThatFails_IsTheRulesAfterOneWarning()
    {
        Succeed("Plan");
        string byRules = File.ReadAllText(project.PathOf("out.plan.json"));
        using var server = new ChatServer(ServedAnswer.Raw("{}", 500));
        Name(server);
        string said = Succeed("Plan");
        Assert.Equal("effects are chosen by rules, since m at 127.0.0.1 could not: it answered with HTTP status 500", Assert.Single(Warnings(said)));
        Assert.Equal(byRules, File.ReadAllText(project.PathOf("out.plan.json")));
    }

    [Fact]
    public void Plan_WithAModelThatIsSilent_IsTheRulesWhenItsTimeIsOver()
    {
        using var server = new ChatServer(new ServedAnswer(0, []));
        Name(server, seconds: 1);
        Assert.EndsWith("it gave no answer within 1 s", Assert.Single(Warnings(Succeed("Plan"))), StringComparison.Ordinal);
        Assert.NotEmpty(Effects());
    }

    [Fact]
    public void Render_OfAGivenPlan_AsksNoModel()
    {
        using var server = new ChatServer(ServedAnswer.Of(Good));
        Name(server);
        Succeed("Plan");
        Directory.Delete(project.PathOf("cache"), recursive: true);
        Succeed("Render", $"--plan={project.PathOf("out.plan.json")}");
        Succeed("Validate");
        Assert.Single(server.Requests);
    }

    private void Name(ChatServer server, double seconds = 60)
        => project.Project["planner"] = new JsonObject { ["llm"] = new JsonObject { ["endpoint"] = server.Endpoint.ToString(), ["model"] = "m", ["timeout"] = seconds } };

    private JsonElement[] Effects() => [.. project.Json("out.plan.json").GetProperty("segments")[0].GetProperty("effects").EnumerateArray()];

    private static string[] Warnings(string text)
        => [.. text.Split('\n').Where(l => l.StartsWith("[plan] WARNING ", StringComparison.Ordinal)).Select(l => l["[plan] WARNING ".Length..].TrimEnd())];

    private string Succeed(string target, params string[] more)
    {
        (int code, string text) = project.Run(target, more);
        Assert.True(code == 0, text);
        return text;
    }
}
