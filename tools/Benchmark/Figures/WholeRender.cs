using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;

namespace PluginRender.Benchmark.Figures;

/// <summary>The whole render against x264 alone on the very same frames: the floor.</summary>
internal sealed class WholeRender(Environs environs) : IFigureGroup
{
    public string Name => "render";

    public IEnumerable<Figure> Measure()
    {
        string project = ReferenceProject.Prepare(environs);
        using CapturedFrames frames = CapturedFrames.Of(environs, project);
        var render = new RenderCommand(environs, project, "whole");
        int workers = Math.Min(Environment.ProcessorCount, frames.Plan.Chunks.Length);
        Cost[] cost = Interleaved.Measure(environs.Rounds,
            () => Cost.Of(() => frames.Encode(workers)), () => render.RenderAll(), render.Plan);
        (Cost floor, Cost command, Cost planning) = (cost[0], cost[1], cost[2]);
        string each = FormattableString.Invariant($"{1000 * floor.Cpu / frames.Plan.FrameCount:0.0} ms CPU a frame");
        return
        [
            .. Figure.Ratios("plan to file / x264 alone", ("render", command - planning), ("x264", floor), "≤ 1.20"),
            new("command beyond x264 alone and a fifth, wall", command.Wall - (1.2 * floor.Wall), "s", "≤ 1.5", $"command {command.Wall:0.00} s, up to the plan {planning.Wall:0.00} s, x264 {each}"),
        ];
    }
}
