using System.Text.Json;
using PluginRender.Benchmark.Measuring;

namespace PluginRender.Benchmark.Workload;

/// <summary>The render as users start it, as a process of its own.</summary>
internal sealed class RenderCommand(Environs environs, string project, string name)
{
    private readonly string cache = Path.Combine(environs.Work, name + "-cache");

    /// <summary>The video.</summary>
    public string Output { get; } = Path.Combine(environs.Work, name + ".mp4");

    /// <summary>The project; can be exchanged for an edited one.</summary>
    public string Project { get; set; } = project;

    /// <summary>Up to the plan.</summary>
    public Cost Plan() => Cost.Of(Target("Plan"));

    /// <summary>Everything, whatever the cache holds.</summary>
    public Cost RenderAll(params string[] arguments) => Cost.Of(Target("Render", [.. arguments, "--fresh"]));

    /// <summary>What the cache lacks.</summary>
    public Cost RenderMissing(params string[] arguments) => Cost.Of(Target("Render", arguments));

    /// <summary>A number of the report of the last render.</summary>
    public double Reported(params string[] path)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(Output, ".report.json")));
        JsonElement element = report.RootElement;
        foreach (string step in path) element = element.GetProperty(step);
        return element.GetDouble();
    }

    /// <summary>Chunks that the last render did not take from the cache.</summary>
    public int RenderedChunks()
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(Output, ".report.json")));
        return report.RootElement.GetProperty("chunks").EnumerateArray().Count(c => !c.GetProperty("cached").GetBoolean());
    }

    private Command Target(string target, params string[] arguments) => new("dotnet",
    [
        environs.Assembly("PluginRender.Build"), "--target=" + target, "--project=" + Project, "--output=" + Output, "--cache=" + cache,
        "--plugins=" + Path.Combine(environs.Root, "artifacts", "plugins"), .. arguments,
    ]);
}
