using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Benchmark.Figures;

/// <summary>What the frames cost before they are encoded, on one thread: where the time beyond x264's goes.</summary>
internal sealed class Frames(Environs environs) : IFigureGroup
{
    public string Name => "frames";

    public IEnumerable<Figure> Measure()
    {
        using var project = new LoadedProject(environs, ReferenceProject.Prepare(environs));
        nint frame = FrameSink.NewFrame(project.Plan);
        string still = ReferenceProject.StillOf(Path.Combine(environs.Work, "kenburns-60"), 0);
        Cost[] cost = Interleaved.Measure(environs.Rounds,
            () => Cost.Of(() => RenderAll(project, frame)), () => Cost.Of(() => Decode(still)));
        double frames = project.Plan.FrameCount;
        return
        [
            new("rendering, CPU a frame", 1000 * cost[0].Cpu / frames, "ms", "", "decoding, sampling, effects, store, hash"),
            new("decoding and converting a still, CPU", 1000 * cost[1].Cpu / ReferenceProject.Stills, "ms", "", ""),
        ];
    }

    private static void RenderAll(LoadedProject project, nint frame)
    {
        foreach (PlannedChunk chunk in project.Plan.Chunks) project.Render(chunk, new FrameSink(_ => frame));
    }

    private static void Decode(string still)
    {
        for (int i = 0; i < ReferenceProject.Stills; i++)
        {
            using PictureBuffer picture = new Media.PictureDecoder().Decode(still);
        }
    }
}
