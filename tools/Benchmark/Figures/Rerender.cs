using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;

namespace PluginRender.Benchmark.Figures;

/// <summary>What is saved when one of twelve segments was edited, and when nothing was.</summary>
internal sealed class Rerender(Environs environs) : IFigureGroup
{
    public string Name => "rerender";

    public IEnumerable<Figure> Measure()
    {
        string project = ReferenceProject.Prepare(environs);
        var render = new RenderCommand(environs, project, "rerender");
        int edits = 0, edited = 0, unchanged = 0;
        Cost[] cost = Interleaved.Measure(environs.Rounds, () => render.RenderAll(), Edited, NoOp);
        return
        [
            .. Figure.Ratios("one of 12 segments edited / whole", ("edited", cost[1]), ("whole", cost[0]), ""),
            .. Figure.Ratios("nothing edited / whole", ("no-op", cost[2]), ("whole", cost[0]), ""),
            new("chunks rendered after the edit of one segment", edited, "", "= 1", $"after no edit: {unchanged}"),
        ];

        Cost Edited()
        {
            string file = Path.Combine(Path.GetDirectoryName(project)!, "edited.json");
            ReferenceProject.Write(file, ReferenceProject.Stills, ReferenceProject.SecondsEach,
                i => Path.GetFileName(ReferenceProject.StillOf("", i)), 1.3 + (0.01 * ++edits));
            render.Project = file;
            Cost cost = render.RenderMissing();
            edited = render.RenderedChunks();
            return cost;
        }

        Cost NoOp()
        {
            Cost cost = render.RenderMissing();
            unchanged = render.RenderedChunks();
            render.Project = project;
            return cost;
        }
    }
}
