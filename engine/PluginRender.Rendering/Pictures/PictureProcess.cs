using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace PluginRender.Rendering;

/// <summary>
/// A process that decodes pictures, one after the other. Pictures come from anywhere: one that makes a decoder crash or hang
/// takes this process with it, and nothing else. It ends when the process that started it does.
/// </summary>
internal sealed class PictureProcess : IDisposable
{
    private static readonly TimeSpan OutputPatience = TimeSpan.FromMilliseconds(500);

    private readonly BlockingCollection<string> received = [];
    private readonly WorkerOutput errors = new(new Silence());
    private readonly Process process;
    private readonly Thread reading;
    private readonly Thread witnessing;

    /// <param name="runtime">The dotnet command.</param>
    /// <param name="worker">PluginRender.Worker.dll.</param>
    public PictureProcess(string runtime, string worker)
    {
        process = Process.Start(new ProcessStartInfo(runtime, ["exec", worker, "pictures"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        (StreamReader output, Stream error) = (process.StandardOutput, process.StandardError.BaseStream);
        reading = Start("answers", () => Read(output));
        witnessing = Start("errors", () => errors.Read(error));
    }

    /// <summary>Memory that it has to itself.</summary>
    public long Bytes => ProcessMemory.Of(process.Id).OwnBytes;

    /// <summary>Gives it a picture.</summary>
    public void Send(PictureJob job)
    {
        errors.Begin("pictures");
        try
        {
            process.StandardInput.BaseStream.Write(PictureMessages.Line(job));
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // It has ended; whoever waits for its answer will see how.
        }
    }

    /// <summary>The next line; null when there was none for a while.</summary>
    public string? Receive(TimeSpan patience, CancellationToken cancellation)
        => received.TryTake(out string? line, (int)patience.TotalMilliseconds, cancellation) ? line : null;

    /// <summary>How it ended; null while it runs or has something left to tell.</summary>
    public WorkerEnd? End()
    {
        if (!process.HasExited) return null;
        reading.Join(OutputPatience);
        if (received.Count > 0) return null;
        witnessing.Join(OutputPatience);
        return new WorkerEnd(process.ExitCode, IsOwnWill: false, errors.Witness());
    }

    /// <summary>Ends it at once.</summary>
    public void Dispose()
    {
        ProcessTree.Kill(process);
        process.WaitForExit();
        process.Dispose();
    }

    private Thread Start(string what, ThreadStart work)
    {
        var thread = new Thread(work) { IsBackground = true, Name = $"{what} of picture process {process.Id}" };
        thread.Start();
        return thread;
    }

    private void Read(StreamReader output)
    {
        try
        {
            while (output.ReadLine() is { } line) received.Add(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It was ended while it was writing.
        }
    }

    private sealed class Silence : IRenderLog
    {
        public void Write(string source, string message)
        {
            // Its last words are kept as a witness.
        }
    }
}
