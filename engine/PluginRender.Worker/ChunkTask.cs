using System.Globalization;
using System.Runtime.InteropServices;
using PluginRender.Build;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>Renders one chunk of a frozen plan into the store, unless it is there: what a task on a cluster does.</summary>
internal static class ChunkTask
{
    public static ExitCode Run(WorkerArguments arguments)
    {
        RenderPlan plan = WorkerPlan.ReadFile(arguments["plan"]);
        if (!int.TryParse(arguments["index"], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= plan.Chunks.Length)
            throw new ArgumentException($"--index={arguments["index"]}: give a whole number from 0 to {plan.Chunks.Length - 1}");
        using var interrupted = new CancellationTokenSource();
        ExitCode code = ExitCode.Interrupted;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));
        using var engine = new WorkerEngine(arguments);
        engine.Store.RemoveAbandoned(plan.Chunks[index].Key, TimeProvider.System);
        var scheduler = new ThreadScheduler(engine.Renderer(), engine.Store, 1, new ConsoleLog());
        try
        {
            scheduler.Start(plan with { Chunks = [plan.Chunks[index]] }, fresh: false, interrupted.Token)[0].GetAwaiter().GetResult();
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"error[{(int)code}]: interrupted; chunk {index} has to be rendered again");
            return code;
        }

        void Stop(PosixSignalContext context, ExitCode with)
        {
            context.Cancel = true;
            code = with;
            interrupted.Cancel();
        }
    }

    private sealed class ConsoleLog : IRenderLog
    {
        public void Write(string source, string message) => Console.Out.WriteLine($"[{source}] {message}");
    }
}
