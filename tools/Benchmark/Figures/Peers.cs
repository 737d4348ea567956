using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;

namespace PluginRender.Benchmark.Figures;

/// <summary>What the ffmpeg command takes for the same effects: with zoompan's jitter, and with four times the pixels against it.</summary>
internal sealed class Peers(Environs environs) : IFigureGroup
{
    public string Name => "ffmpeg";

    public IEnumerable<Figure> Measure()
    {
        string project = ReferenceProject.Prepare(environs);
        var render = new RenderCommand(environs, project, "peers");
        string folder = Path.GetDirectoryName(project)!;
        Cost[] cost = Interleaved.Measure(environs.Rounds,
            () => render.RenderAll(), () => Cost.Of(FFmpegRender.Of(environs, folder, 1)), () => Cost.Of(FFmpegRender.Of(environs, folder, 4)));
        return
        [
            .. Figure.Ratios("ffmpeg zoompan (jitters) / render", ("ffmpeg", cost[1]), ("render", cost[0]), "≥ 1.5"),
            .. Figure.Ratios("ffmpeg zoompan at 4x (smooth) / render", ("ffmpeg", cost[2]), ("render", cost[0]), "≥ 3"),
        ];
    }
}
