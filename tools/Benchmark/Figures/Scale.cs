using System.Diagnostics;
using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Benchmark.Figures;

/// <summary>Whether long projects cost more a frame than short ones.</summary>
internal sealed class Scale(Environs environs) : IFigureGroup
{
    private const int Many = 600;
    private const double SecondsEach = 0.5;

    public string Name => "scale";

    public IEnumerable<Figure> Measure()
    {
        string stills = Path.GetDirectoryName(ReferenceProject.Prepare(environs))!;
        RenderCommand few = Command(12, "few"), many = Command(Many, "many");
        Cost[] cost = Interleaved.Measure(environs.Rounds,
            () => few.RenderAll() - few.Plan(), () => many.RenderAll() - many.Plan());
        double ratio = cost[1].Cpu / Many / (cost[0].Cpu / 12);
        return
        [
            new("600 segments / 12 segments, CPU a frame", ratio, "x", "≈ 1", $"{cost[1].Cpu:0.0} s for {Many}, {cost[0].Cpu:0.0} s for 12"),
            Planning(10_000),
        ];

        RenderCommand Command(int segments, string name)
        {
            string file = Path.Combine(stills, name + ".json");
            ReferenceProject.Write(file, segments, SecondsEach, i => Path.GetFileName(ReferenceProject.StillOf("", i % ReferenceProject.Stills)), 1.25);
            return new RenderCommand(environs, file, name);
        }
    }

    private Figure Planning(int segments)
    {
        string folder = environs.Empty("planning");
        string file = Path.Combine(folder, "long.json");
        ReferenceProject.Write(file, segments, SecondsEach, i => "p.jpg", 1.25);
        File.Copy(ReferenceProject.StillOf(Path.Combine(environs.Work, "kenburns-60"), 0), Path.Combine(folder, "p.jpg"));
        var catalog = Hosting.EffectCatalog.Discover([Path.Combine(environs.Root, "artifacts", "plugins")]);
        double best = double.MaxValue;
        for (int round = 0; round < environs.Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            RenderProject project = new ProjectReader(catalog.Effects, false).Read(file);
            RenderPlan plan = RenderPlanner.Plan(project, SourceFacts.Gather(project, new Media.PictureProbe()), new PlanOptions(null, 2, "", []));
            _ = PlanJson.Write(plan);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return new Figure($"reading and planning {segments} segments", best, "s", "< 1", "");
    }
}
