using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using PluginRender.Build;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>Renders chunks for a render in another process, until that closes the pipe or is gone.</summary>
internal sealed class RenderService
{
    private readonly BlockingCollection<WorkerCommand> commands = [];
    private readonly Stream events;
    private readonly WorkerBoard board;
    private readonly ChunkStore store;
    private volatile string? key;

    private RenderService(Stream events, WorkerBoard board, ChunkStore store)
    {
        this.store = store;
        this.events = events;
        this.board = board;
    }

    public static ExitCode Run(WorkerArguments arguments)
    {
        // Ctrl-C and the end of a terminal go to the whole group: the render decides what becomes of its workers.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using FileStream commands = Pipe(arguments["commands"], FileAccess.Read);
        using FileStream events = Pipe(arguments["events"], FileAccess.Write);
        using var board = WorkerBoard.Open(arguments["board"]);
        var service = new RenderService(events, board, new ChunkStore(arguments["cache"], new FolderFlush()));
        new Thread(() => service.Listen(commands)) { IsBackground = true, Name = "commands" }.Start();
        return service.Serve(arguments);
    }

    /// <summary>A pipe that this process was started with. As a file: a stream of System.IO.Pipes brings all that sockets need.</summary>
    private static FileStream Pipe(string descriptor, FileAccess access)
        => new(new SafeFileHandle(nint.Parse(descriptor, CultureInfo.InvariantCulture), ownsHandle: true), access, bufferSize: 0);

    private ExitCode Serve(WorkerArguments arguments)
    {
        WorkerEngine opened;
        try
        {
            opened = new WorkerEngine(arguments, store, long.Parse(arguments["picture-bytes"], CultureInfo.InvariantCulture));
        }
        catch (Exception e)
        {
            Tell(new WorkerEvent(WorkerEventKind.Failed, Failure: WorkerFailure.Of(e)));
            return FailureKinds.Of(e).Code;
        }

        using WorkerEngine engine = opened;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Tell(new WorkerEvent(WorkerEventKind.Exiting));
        Tell(new WorkerEvent(WorkerEventKind.Ready));
        foreach (WorkerCommand command in commands.GetConsumingEnumerable()) Tell(Render(engine, command));
        return ExitCode.Done;
    }

    private WorkerEvent Render(WorkerEngine engine, WorkerCommand command)
    {
        try
        {
            board.Clear();
            RenderPlan plan = WorkerPlan.Read(command.Plan.Read());
            PlannedChunk chunk = plan.Chunks[command.Chunk];
            key = chunk.Key;
            ChunkRecord record = engine.Renderer(plan, board).Render(plan, chunk, CancellationToken.None);
            key = null;
            return new WorkerEvent(WorkerEventKind.Finished, record, PeakBytes: ProcessMemory.PeakOfThisProcess);
        }
        catch (Exception e)
        {
            return new WorkerEvent(WorkerEventKind.Failed, Failure: WorkerFailure.Of(e));
        }
    }

    private void Tell(WorkerEvent told)
    {
        try
        {
            events.Write(WorkerMessages.Line(told));
            events.Flush();
        }
        catch (IOException)
        {
            // The render is gone; whoever reads its commands ends this process.
        }
    }

    private void Listen(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line) commands.Add(WorkerMessages.ReadCommand(line));

        // Nobody wants the result any more. A plugin may be in an endless loop or wait in its own exit handler, so
        // the process is not asked to end.
        if (key is { } begun) store.End(begun);
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }
}
