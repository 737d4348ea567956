using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;

namespace PluginRender.Benchmark.Figures;

/// <summary>What a second worker brings, against what a second encoder brings to x264 alone.</summary>
internal sealed class Efficiency(Environs environs) : IFigureGroup
{
    public string Name => "efficiency";

    public IEnumerable<Figure> Measure()
    {
        string project = ReferenceProject.Prepare(environs);
        using CapturedFrames frames = CapturedFrames.Of(environs, project);
        var render = new RenderCommand(environs, project, "efficiency");
        Cost[] cost = Interleaved.Measure(environs.Rounds,
            () => Cost.Of(() => frames.Encode(1)), () => Cost.Of(() => frames.Encode(2)),
            () => render.RenderAll("--workers=1"), () => render.RenderAll("--workers=2"));
        double x264 = cost[0].Wall / cost[1].Wall, ours = cost[2].Wall / cost[3].Wall;
        return
        [
            new("gain of 2 workers / gain of 2 encoders of x264 alone", ours / x264, "x", "≥ 0.9",
                $"render {cost[2].Wall:0.00} → {cost[3].Wall:0.00} s, x264 {cost[0].Wall:0.00} → {cost[1].Wall:0.00} s"),
        ];
    }
}
