using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;

namespace PluginRender.Rendering;

/// <summary>
/// One worker process. Commands and events go through pipes of their own, not through standard input and output,
/// where a plugin may read and write.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan OutputPatience = TimeSpan.FromMilliseconds(500);

    private readonly WorkerPipe commands = new(PipeDirection.Out);
    private readonly WorkerPipe events = new(PipeDirection.In);
    private readonly BlockingCollection<WorkerEvent> received = [];
    private readonly Process process;
    private readonly WorkerOutput output;
    private readonly Thread[] reading;
    private readonly Thread listening;
    private bool isReady;
    private bool isOwnWill;

    /// <summary>Starts a process. One at a time: another one starting would inherit its ends of the pipes.</summary>
    public WorkerProcess(WorkerLaunch launch, IRenderLog log)
    {
        ArgumentNullException.ThrowIfNull(launch);
        output = new WorkerOutput(log);
        try
        {
            process = Process.Start(new ProcessStartInfo(
                launch.Runtime, launch.Arguments(commands.WorkersEnd, events.WorkersEnd, Board.Path))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch
        {
            DisposeChannel();
            throw;
        }

        commands.CloseWorkersEnd();
        events.CloseWorkersEnd();
        process.StandardInput.Close();
        // Threads of their own: a read of a pipe blocks, and on the thread pool the last words of a worker that crashed
        // could wait behind others for longer than its end is waited for.
        listening = Start("events", Listen);
        (Stream standardOutput, Stream standardError) = (process.StandardOutput.BaseStream, process.StandardError.BaseStream);
        reading = [Start("output", () => output.Read(standardOutput)), Start("errors", () => output.Read(standardError))];
    }

    /// <summary>The process's number.</summary>
    public int Id => process.Id;

    /// <summary>What it is doing.</summary>
    public WorkerBoard Board { get; } = WorkerBoard.Create();

    /// <summary>Asks for a chunk.</summary>
    /// <param name="shared">What it is made from; to be kept until the worker has answered.</param>
    /// <param name="index">The chunk's index in the video, for what the worker prints.</param>
    public void Send(SharedPlan shared, int index)
    {
        output.Begin(string.Create(CultureInfo.InvariantCulture, $"chunk {index}"));
        try
        {
            commands.Stream.Write(WorkerMessages.Line(new WorkerCommand(shared.Place, shared.Chunk)));
        }
        catch (IOException)
        {
            // It has ended; whoever waits for its answer will see how.
        }
    }

    /// <summary>The next event; null when there was none for a while.</summary>
    public WorkerEvent? Receive(TimeSpan patience, CancellationToken cancellation)
    {
        if (!received.TryTake(out WorkerEvent? told, (int)patience.TotalMilliseconds, cancellation)) return null;
        isReady |= told.Kind == WorkerEventKind.Ready;
        isOwnWill |= told.Kind == WorkerEventKind.Exiting;
        return told;
    }

    /// <summary>How it ended; null while it runs or has something left to tell.</summary>
    public WorkerEnd? End()
    {
        if (!process.HasExited) return null;
        // A child of a plugin may hold the other ends of these streams for as long as it likes.
        listening.Join(OutputPatience);
        if (received.Count > 0) return null;
        foreach (Thread stream in reading) stream.Join(OutputPatience);
        // A dotnet that cannot start the worker ends with codes that look like signals.
        bool isRefused = !isReady && process.ExitCode is not (137 or 143);
        return new WorkerEnd(process.ExitCode, isOwnWill || isRefused, output.Witness());
    }

    /// <summary>Ends the process and what it has started, at once.</summary>
    public void Dispose()
    {
        ProcessTree.Kill(process);
        process.WaitForExit();
        DisposeChannel();
        process.Dispose();
    }

    private Thread Start(string what, ThreadStart work)
    {
        var thread = new Thread(work) { IsBackground = true, Name = $"{what} of worker process {process.Id}" };
        thread.Start();
        return thread;
    }

    private void DisposeChannel()
    {
        commands.Dispose();
        events.Dispose();
        Board.Dispose();
    }

    private void Listen()
    {
        try
        {
            using var reader = new StreamReader(events.Stream, Encoding.UTF8, leaveOpen: true);
            while (reader.ReadLine() is { } line) received.Add(WorkerMessages.ReadEvent(line));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or JsonException)
        {
            // The end of the process, or a line cut off by it.
        }
    }
}
