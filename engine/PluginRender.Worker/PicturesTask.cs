using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using PluginRender.Build;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>
/// Decodes the pictures that lines on standard input name, and tells of each on standard output whether it can be shown. It
/// ends with its standard input, whatever a decoder does at that time.
/// </summary>
internal static class PicturesTask
{
    public static ExitCode Run()
    {
        // Ctrl-C goes to the whole group: whoever asked decides what becomes of this.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        FFmpegLibraries.Load();
        using var jobs = new BlockingCollection<PictureJob>();
        new Thread(() => Listen(jobs)) { IsBackground = true, Name = "input" }.Start();
        using Stream output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(PictureMessages.Ready + "\n"));
        foreach (PictureJob job in jobs.GetConsumingEnumerable()) output.Write(PictureMessages.Line(Decode(job)));
        return ExitCode.Done;
    }

    private static void Listen(BlockingCollection<PictureJob> jobs)
    {
        using var reader = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        while (reader.ReadLine() is { } line) jobs.Add(PictureMessages.ReadJob(line));

        // Nobody waits for an answer any more.
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static PictureAnswer Decode(PictureJob job)
    {
        var notices = new List<string>();
        try
        {
            Faults.Pass(FaultPoint.Decode, job.Path);
            new PictureDecoder().Decode(job.Path, 1, notices.Add).Dispose();
            return new PictureAnswer(null, [.. notices], IsStill(job));
        }
        catch (Exception e)
        {
            return new PictureAnswer(WorkerFailure.Of(e), [], e is SourceException { InnerException: not (IOException or UnauthorizedAccessException) } && IsStill(job));
        }
    }

    /// <summary>Whether what was decoded is what the answer is going to be remembered for.</summary>
    private static bool IsStill(PictureJob job)
    {
        try
        {
            return new PictureProbe().Probe(job.Path).Sha256 == job.Sha256;
        }
        catch (SourceException)
        {
            return false;
        }
    }
}
