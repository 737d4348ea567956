using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;

namespace PluginRender.Benchmark.Figures;

/// <summary>The peak of resident memory over all processes of a render.</summary>
internal sealed class Memory(Environs environs) : IFigureGroup
{
    public string Name => "memory";

    public IEnumerable<Figure> Measure()
    {
        string project = ReferenceProject.Prepare(environs);
        var render = new RenderCommand(environs, project, "memory");
        double one = Peak(1), two = Peak(2);
        return
        [
            new("peak memory, 1 worker", one, "MB", "≤ 230", ""),
            new("peak memory, 2 workers", two, "MB", "≤ 310", $"{two - one:0} MB for the second"),
        ];

        double Peak(int workers)
        {
            render.RenderAll($"--workers={workers}");
            return render.Reported("peakMemoryBytes") / 1e6;
        }
    }
}
