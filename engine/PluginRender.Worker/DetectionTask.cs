using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PluginRender.Build;
using PluginRender.Detection;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Rendering;

namespace PluginRender.Worker;

/// <summary>
/// Looks at the pictures of a request, which comes as a line on standard input, and keeps their facts in the cache. The
/// process ends with that, and takes all memory with it before anything is rendered; or with its standard input, when
/// whoever asked is gone.
/// </summary>
internal static class DetectionTask
{
    // Decoded, a picture of 256 megapixels takes 384 MB or more.
    private const int MostThreads = 4;

    /// <param name="cache">The folder of the cache.</param>
    /// <param name="open">Makes the detector that the settings ask for.</param>
    public static ExitCode Run(string cache, Func<DetectionSettings, ISubjectDetector> open)
    {
        // Ctrl-C and the end of a terminal go to the whole group: whoever asked decides what becomes of this.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        DetectionRequest request = Read(Console.In.ReadLine());
        new Thread(EndWithInput) { IsBackground = true, Name = "input" }.Start();
        FFmpegLibraries.Load();
        var store = new FactsStore(cache);
        using ISubjectDetector detector = open(request.Settings);
        int done = 0;
        foreach (DetectionJob[] jobs in request.Jobs.Chunk(detector.BatchSize))
        {
            IReadOnlyList<FoundFacts> found = detector.Detect(Decode(jobs, detector.PictureSide));
            for (int i = 0; i < jobs.Length; i++) store.Put(jobs[i].Key, found[i].Facts, found[i].Mask is { } mask ? mask.Samples : default);
            done += jobs.Length;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {done}"));
        }

        using Process self = Process.GetCurrentProcess();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[detect] peak memory {self.PeakWorkingSet64 / 1048576.0:0} MiB, free again"));
        return ExitCode.Done;
    }

    private static void EndWithInput()
    {
        while (Console.In.Read() >= 0)
        {
            // Nothing more is expected; only the end.
        }

        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static DetectionRequest Read(string? line)
    {
        try
        {
            return JsonSerializer.Deserialize(line ?? "", DetectionMessages.Default.DetectionRequest) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"standard input has no request: {e.Message}", e);
        }
    }

    private static PictureInHand[] Decode(DetectionJob[] jobs, int side)
    {
        var pictures = new PictureInHand[jobs.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, MostThreads) };
        try
        {
            Parallel.For(0, jobs.Length, options, i => pictures[i] = new PictureInHand(Decode(jobs[i].Path, side), jobs[i].Text));
        }
        catch (AggregateException e)
        {
            throw e.InnerExceptions[0];
        }

        return pictures;
    }

    private static RgbImage Decode(string path, int side)
    {
        using PictureBuffer picture = new PictureDecoder().Decode(path);
        (int width, int height) = RgbImage.Within(picture.Width, picture.Height, side);
        return PictureScaling.ToRgb(picture.AsSource(), width, height);
    }
}
