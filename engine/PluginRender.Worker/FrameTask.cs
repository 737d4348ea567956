using System.Globalization;
using PluginRender.Build;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>Renders one chunk of a plan, in a worker process of its own, into nothing: to see a fault again without being hurt by it.</summary>
internal static class FrameTask
{
    public static ExitCode Run(WorkerArguments arguments)
    {
        RenderPlan plan = WorkerPlan.ReadFile(arguments["plan"]);
        int index = (int)Number(arguments, "index", plan.Chunks.Length - 1);
        var limits = new ProcessLimits(1, (long)Number(arguments, "memory", 1 << 24) << 20, TimeSpan.FromSeconds(Number(arguments, "chunk-timeout", 86400)));
        string cache = Directory.CreateTempSubdirectory("pluginrender-frame").FullName;
        try
        {
            var launch = new WorkerLaunch(
                Environment.ProcessPath!, typeof(FrameTask).Assembly.Location, arguments["project-folder"], cache, [.. arguments.PluginFolders], PictureStore.DefaultBudgetBytes);
            using var scheduler = new ProcessScheduler(launch, limits, new ChunkStore(cache, new FolderFlush()), new ConsoleLog(), TimeProvider.System);
            scheduler.RenderOnly(plan, plan.Chunks[index], CancellationToken.None);
            Console.Out.WriteLine("rendered without a fault");
            return ExitCode.Done;
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static double Number(WorkerArguments arguments, string name, double most)
        => double.TryParse(arguments[name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= most
            ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"--{name}={arguments[name]}: give a number from 0 to {most}"));

    private sealed class ConsoleLog : IRenderLog
    {
        public void Write(string source, string message) => Console.Out.WriteLine($"[{source}] {message}");
    }
}
