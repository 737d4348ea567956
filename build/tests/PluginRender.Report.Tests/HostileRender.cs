using System.Text.Json.Nodes;
using PluginRender.Build.Tests.Rendering;

namespace PluginRender.Report.Tests;

/// <summary>A real render whose names are markup, and its report. Nothing is rendered where there is no browser to show it.</summary>
public sealed class HostileRender : IDisposable
{
    /// <summary>What would show that it was taken for markup.</summary>
    public const string Payload = """<img src=x onerror="document.documentElement.dataset.ran=1">'"&""";

    private readonly RenderCommand command = new(3, 320, 180)
    {
        // A file's name has no slash.
        OutputName = Payload + ".mp4",
        Effect = _ => """{ "effect": "grain", "strength": 0.6 }, { "effect": "misbehave", "unless": "<script>document.documentElement.dataset.ran=2</script>" }""",
    };

    public HostileRender()
    {
        if (Machine.Chromium is null) return;
        command.Target = "Plan";
        Run();
        // A project's segments have plain names; those of a plan, which may come from anywhere, need not.
        string file = command.PathOf(Payload + ".plan.json");
        JsonNode plan = JsonNode.Parse(File.ReadAllText(file))!;
        plan["segments"]![1]!["id"] = Payload;
        plan["segments"]![1]!["effects"]![0]!["reason"] = "since it is " + Payload;
        File.WriteAllText(command.PathOf("given.json"), plan.ToJsonString());
        (command.Target, command.ChunkSeconds) = ("Render", null);
        Run($"--plan={command.PathOf("given.json")}");
    }

    /// <summary>The report's address.</summary>
    public string Address => AddressOf(Payload + ".report.html");

    /// <summary>The address of a page that has the payload as markup.</summary>
    public string Careless()
    {
        File.WriteAllText(command.PathOf("careless.html"), "<!DOCTYPE html><title>careless</title>" + Payload);
        return AddressOf("careless.html");
    }

    public void Dispose() => command.Dispose();

    private string AddressOf(string name) => $"{new Uri(command.Folder).AbsoluteUri}/{Uri.EscapeDataString(name)}";

    private void Run(params string[] more)
    {
        (int code, string text) = command.Run("cache", more);
        Assert.True(code == 0, text);
    }
}
