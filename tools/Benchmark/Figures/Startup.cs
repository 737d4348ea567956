using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;

namespace PluginRender.Benchmark.Figures;

/// <summary>What a start costs: a target with nothing to do, and a render of one frame.</summary>
internal sealed class Startup(Environs environs) : IFigureGroup
{
    public string Name => "startup";

    public IEnumerable<Figure> Measure()
    {
        string folder = environs.Empty("startup");
        string project = Path.Combine(folder, "frame.json");
        File.WriteAllText(project, """
            { "schemaVersion": 1, "output": { "width": 1920, "height": 1080, "fps": "30" },
              "segments": [{ "id": "a", "source": { "color": "#204060" }, "duration": 0.034 }] }
            """);
        var render = new RenderCommand(environs, project, "frame");
        var cake = new Command("bash", "-c", "cd \"$0\" && dotnet cake --target=Doctor", environs.Root);
        var direct = new Command("dotnet", environs.Assembly("PluginRender.Build"), "--target=Doctor");
        Cost[] cost = Interleaved.Measure(environs.Rounds + 2, () => Cost.Of(cake), () => Cost.Of(direct), () => render.RenderAll());
        return
        [
            new("dotnet cake --target=Doctor, wall", cost[0].Wall, "s", "< 2", $"without dotnet cake {cost[1].Wall:0.00} s"),
            new("a render of one frame, start to file, wall", cost[2].Wall, "s", "", $"CPU {cost[2].Cpu:0.00} s"),
        ];
    }
}
