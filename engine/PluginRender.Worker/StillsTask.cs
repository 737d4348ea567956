using System.Globalization;
using PluginRender.Build;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>Renders single frames of a frozen plan as pictures, one after the other in one file.</summary>
internal static class StillsTask
{
    public static ExitCode Run(WorkerArguments arguments)
    {
        RenderPlan plan = WorkerPlan.ReadFile(arguments["plan"]);
        int width = Number("width", arguments["width"]);
        int[] frames = [.. arguments["frames"].Split(',').Select(f => Number("frames", f))];
        if (frames.FirstOrDefault(f => f >= plan.FrameCount, -1) is >= 0 and var beyond)
            throw new ArgumentException($"--frames={beyond}: the video has frames 0 to {plan.FrameCount - 1}");
        using var engine = new WorkerEngine(arguments, new ChunkStore(arguments["cache"], new FolderFlush()));
        StillRenderer renderer = engine.Stills(plan);
        using FileStream output = File.Create(arguments["output"]);
        foreach (int frame in frames) renderer.Render(frame).Shrink(width).WriteTo(output);
        return ExitCode.Done;
    }

    private static int Number(string name, string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ArgumentException($"--{name}={text}: give whole numbers");
}
