using PluginRender.Benchmark.Measuring;
using PluginRender.Benchmark.Workload;

namespace PluginRender.Benchmark.Figures;

/// <summary>Joining against the ffmpeg command's concat and against cat, all without a flush to the disk.</summary>
internal sealed class Assembly(Environs environs) : IFigureGroup
{
    public string Name => "assembly";

    public IEnumerable<Figure> Measure() => [.. Join(6, 220), .. Join(200, 2000)];

    private IEnumerable<Figure> Join(int count, int megabytes)
    {
        var chunks = new JoinWorkload(environs, count, megabytes);
        string output = Path.Combine(environs.Work, "joined.mp4");
        var list = new Command("ffmpeg", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", chunks.WriteList(), "-c", "copy", "-movflags", "+faststart", output);
        var cat = new Command("bash", "-c", "cat \"${@:2}\" > \"$1\"", "bash", output, "");
        cat = new Command(cat.Program, [.. cat.Arguments[..^1], .. chunks.Files]);
        Cost[] cost = Interleaved.Measure(environs.Rounds, Fresh(() => Cost.Of(() => chunks.Join(output))), Fresh(() => Cost.Of(list)), Fresh(() => Cost.Of(cat)));
        File.Delete(output);
        string name = $"join of {count} chunks, {chunks.Bytes / 1e6:0} MB";
        return
        [
            new($"{name} / ffmpeg concat, wall", cost[0].Wall / cost[1].Wall, "x", "≤ 0.35", $"ours {cost[0].Wall:0.000} s, ffmpeg {cost[1].Wall:0.000} s"),
            new($"{name} / cat, wall", cost[0].Wall / cost[2].Wall, "x", "≤ 1.5", $"cat {cost[2].Wall:0.000} s"),
        ];

        // Truncating a file of gigabytes takes time of its own, and the disk must be quiet.
        Func<Cost> Fresh(Func<Cost> measure) => () =>
        {
            File.Delete(output);
            new Command("sync").Run();
            return measure();
        };
    }
}
