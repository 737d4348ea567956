using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using PluginRender.Detection;
using PluginRender.Rendering;

namespace PluginRender.Build.Detection;

/// <summary>Runs a detection program to its end: pictures are looked at in a process of their own, whose memory goes with it.</summary>
internal sealed class DetectionProcess(string program, string cacheFolder, IRenderLog log, CancellationToken cancellation)
{
    private const int MostWitnesses = 20;
    private const string OwnLines = "[detect] ";

    /// <exception cref="TaskFailedException">It failed, with the code that it ended with.</exception>
    /// <exception cref="OperationCanceledException">The run was interrupted; the process is gone.</exception>
    public void Run(DetectionRequest request)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", program, "detect", $"--cache={cacheFolder}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // ONNX Runtime reads it when it is loaded, and would else write and send what it has seen.
        start.Environment["ORT_DISABLE_TELEMETRY"] = "1";
        using Process process = Process.Start(start)!;
        var witnesses = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => Forward(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrWhiteSpace(line.Data)) return;
            witnesses.Enqueue(line.Data);
            if (witnesses.Count > MostWitnesses) witnesses.TryDequeue(out string? _);
        };
        using (cancellation.Register(() => ProcessTree.Kill(process)))
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            Tell(process, request);
            // Its standard input stays open until then: it ends when this process does.
            process.WaitForExit();
        }

        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0) throw Failure(process.ExitCode, [.. witnesses]);
    }

    private static void Tell(Process process, DetectionRequest request)
    {
        try
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(request, DetectionMessages.Default.DetectionRequest));
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; how, its exit code says.
        }
    }

    private void Forward(string? line)
    {
        if (line?.StartsWith(OwnLines, StringComparison.Ordinal) == true) log.Write("detect", line[OwnLines.Length..]);
    }

    private static TaskFailedException Failure(int code, string[] witnesses)
    {
        string prefix = $"error[{code}]: ";
        if (Enum.IsDefined((ExitCode)code) && witnesses.LastOrDefault(w => w.StartsWith(prefix, StringComparison.Ordinal)) is { } error)
            return new TaskFailedException((ExitCode)code, error[prefix.Length..]);
        // 128 + 9: most likely the kernel, for want of memory.
        string last = witnesses.Length == 0 ? "it said nothing" : string.Join(" | ", witnesses.TakeLast(4));
        return code == 137
            ? new TaskFailedException(ExitCode.Retry, $"the detection process was killed ({last}); try again with less memory in use, or with a smaller model")
            : new TaskFailedException(ExitCode.Defect, $"the detection process ended with {code} ({last})");
    }
}
