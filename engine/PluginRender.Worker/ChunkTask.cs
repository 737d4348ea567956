using System.Globalization;
using System.Runtime.InteropServices;
using PluginRender.Build;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>Renders one chunk of a frozen plan into the store, unless it is there: what a task on a cluster does.</summary>
internal static class ChunkTask
{
    /// <summary>How long an effect may go on after a signal; batch systems kill after 30 seconds.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static ExitCode Run(WorkerArguments arguments)
    {
        RenderPlan plan = WorkerPlan.ReadFile(arguments["plan"]);
        if (!int.TryParse(arguments["index"], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= plan.Chunks.Length)
            throw new ArgumentException($"--index={arguments["index"]}: give a whole number from 0 to {plan.Chunks.Length - 1}");
        string key = plan.Chunks[index].Key;
        var store = new ChunkStore(arguments["cache"], new FolderFlush());
        using IDisposable? held = store.Hold([key]);
        using var interrupted = new CancellationTokenSource();
        ExitCode code = ExitCode.Interrupted;
        ITimer? end = null;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));
        using var engine = new WorkerEngine(arguments, store);
        store.RemoveAbandoned(key);
        var scheduler = new ThreadScheduler(engine.Renderer(), store, 1, new ConsoleLog());
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
        finally
        {
            end?.Dispose();
        }

        void Stop(PosixSignalContext context, ExitCode with)
        {
            context.Cancel = true;
            if (interrupted.IsCancellationRequested) Leave();
            code = with;
            end = TimeProvider.System.CreateTimer(_ => Leave(), null, Grace, Timeout.InfiniteTimeSpan);
            interrupted.Cancel();
            Console.Out.WriteLine($"[chunk {index}] interrupted: ends with the frame that it is at");
        }

        // An effect does not return, or whoever asked does not want to wait for it.
        void Leave()
        {
            store.End(key);
            Console.Error.WriteLine($"error[{(int)code}]: interrupted; chunk {index} has to be rendered again");
            held?.Dispose();
            Environment.Exit((int)code);
        }
    }

    private sealed class ConsoleLog : IRenderLog
    {
        public void Write(string source, string message) => Console.Out.WriteLine($"[{source}] {message}");
    }
}
