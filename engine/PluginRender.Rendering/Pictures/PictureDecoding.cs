using System.Globalization;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>How pictures are decoded for a look at them.</summary>
/// <param name="Runtime">The dotnet command.</param>
/// <param name="Worker">PluginRender.Worker.dll.</param>
/// <param name="Processes">How many processes there may be, at least 1.</param>
/// <param name="MemoryBytes">What they may take together.</param>
/// <param name="Patience">How long one picture may take.</param>
public sealed record PictureDecodingLimits(string Runtime, string Worker, int Processes, long MemoryBytes, TimeSpan Patience);

/// <summary>
/// One thread's pictures: decodes them in a process, which is replaced when a picture has ended it. Whatever a picture does
/// there becomes a finding of that picture.
/// </summary>
internal sealed class PictureDecoding(PictureDecodingLimits limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <summary>Somebody else may have ended a process, once: then it was not the picture.</summary>
    private const int MostAttempts = 2;

    private const string ExportAgain = "export the picture again";

    private PictureProcess? process;

    /// <exception cref="WorkerException">A process cannot be started, or is ended again and again from outside.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted; the process is gone.</exception>
    public PictureFinding Decode(PictureJob job, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            process ??= Start(cancellation);
            process.Send(job);
            try
            {
                if (Await(process, limits.Patience, cancellation) is { } line) return Finding(PictureMessages.ReadAnswer(line)!);
                WorkerEnd end = Lose()!;
                if (!end.IsFromOutside) return Passing(string.Create(CultureInfo.InvariantCulture, $"the decoder crashed on it (its process {end with { Witness = "" }})"), ExportAgain);
                if (attempt < MostAttempts) continue;
                throw new WorkerException($"the process that decoded {ShownText.Line(job.Path)} {end}, {MostAttempts} times; something outside the run did that, perhaps for want of memory", FailureKind.Retry, isLost: true);
            }
            catch (TimeoutException)
            {
                Lose();
                return Passing(string.Create(CultureInfo.InvariantCulture, $"it was not decoded within {limits.Patience.TotalSeconds:0.###} s"), $"{ExportAgain}, or give a longer --chunk-timeout");
            }
            catch (InsufficientMemoryException e)
            {
                Lose();
                return Passing(e.Message, "give more --memory, or a smaller picture");
            }
        }
    }

    public void Dispose() => Lose();

    private static PictureFinding Passing(string problem, string remedy) => new(PictureVerdict.Refused(problem, remedy), IsLasting: false);

    private static PictureFinding Finding(PictureAnswer answer) => answer.Failure switch
    {
        null => new PictureFinding(new PictureVerdict(null, answer.Notices), answer.IsLasting),
        { Source: { } source, Problem: { } problem } => new PictureFinding(PictureVerdict.Refused(problem, source.Remedy), answer.IsLasting),
        { Kind: FailureKind.Missing } missing => throw missing.ToException(),
        { Kind: FailureKind.Retry } => Passing("there was not enough memory to decode it", "give more --memory, or a smaller picture"),
        { Kind: FailureKind.InputOutput } broken => Passing(broken.Message, "check that the file exists and may be read"),
        var defect => Passing($"the decoder failed on it ({defect.Message})", ExportAgain),
    };

    private PictureProcess Start(CancellationToken cancellation)
    {
        var started = new PictureProcess(limits.Runtime, limits.Worker);
        process = started;
        try
        {
            if (Await(started, StartPatience, cancellation, PictureMessages.Ready) is not null) return started;
        }
        catch (TimeoutException)
        {
            Lose();
            throw new WorkerException("a process that decodes pictures did not begin; the machine is busy: try again", FailureKind.Retry, isLost: true);
        }

        WorkerEnd end = Lose()!;
        // A process that cannot begin says why, in the form of every program here.
        throw new WorkerException($"the process that decodes pictures {end}", end.Code switch { 69 => FailureKind.Missing, _ when end.IsFromOutside => FailureKind.Retry, _ => FailureKind.Defect }, isLost: true);
    }

    /// <summary>The next answer, or the word that is waited for; null when the process ended instead.</summary>
    private string? Await(PictureProcess from, TimeSpan patience, CancellationToken cancellation, string? word = null)
    {
        long since = time.GetTimestamp();
        while (true)
        {
            if (from.Receive(Look, cancellation) is { } line)
            {
                if (word is null ? PictureMessages.ReadAnswer(line) is not null : line == word) return line;
                continue;
            }

            if (from.End() is not null) return null;
            if (time.GetElapsedTime(since) > patience) throw new TimeoutException();
            long bytes = from.Bytes;
            if (word is null && bytes > limits.MemoryBytes)
                throw new InsufficientMemoryException(string.Create(CultureInfo.InvariantCulture, $"decoding it took {bytes >> 20} MiB of memory, and there are {limits.MemoryBytes >> 20}"));
        }
    }

    /// <summary>Ends the process; how it had ended by itself, if it had.</summary>
    private WorkerEnd? Lose()
    {
        WorkerEnd? end = process?.End();
        process?.Dispose();
        process = null;
        return end;
    }
}
