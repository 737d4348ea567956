using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace PluginRender.Rendering;

/// <summary>
/// Decodes pictures to see whether that can be done: in processes, as many as there is work and memory for, each content once.
/// What is found is remembered.
/// </summary>
public sealed class PictureCheck(PictureDecodingLimits limits, PictureVerdictStore store, IRenderLog log, TimeProvider time)
{
    /// <summary>So many pixels are worth a process of their own: decoding them takes about as long as starting it.</summary>
    private const double BytesOfAProcess = 16 << 20;

    private const double SecondsBetweenWords = 2;

    private PictureDecodingLimits Limits => limits;

    private TimeProvider Time => time;

    private IRenderLog Log => log;

    /// <summary>What there is to be said of pictures, by the SHA-256 of their contents.</summary>
    /// <param name="pictures">Which; those with the same content are decoded once.</param>
    /// <param name="cancellation">Ends it at once; what was found until then is remembered.</param>
    /// <exception cref="WorkerException">A process cannot be started, or is ended again and again from outside.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public IReadOnlyDictionary<string, PictureVerdict> Decode(IReadOnlyCollection<PictureJob> pictures, CancellationToken cancellation)
    {
        PictureJob[] jobs = [.. pictures.DistinctBy(p => p.Sha256)];
        if (jobs.Length == 0) return new Dictionary<string, PictureVerdict>();
        var run = new Run(jobs, this, cancellation);
        int processes = (int)Math.Min(1 + (jobs.Sum(j => (double)j.Bytes) / BytesOfAProcess), Math.Min(limits.Processes, jobs.Length));
        Thread[] threads = [.. Enumerable.Range(0, processes).Select(i => new Thread(run.Work) { IsBackground = true, Name = $"pictures {i}" })];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return run.Result();
    }

    /// <summary>Remembers what was found of a picture.</summary>
    /// <returns>Why the cache cannot be written; null when it can.</returns>
    private string? Keep(PictureJob job, PictureFinding finding)
    {
        if (!finding.IsLasting) return null;
        try
        {
            store.Put(job.Sha256, finding.Verdict);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private sealed class Run(PictureJob[] jobs, PictureCheck check, CancellationToken cancellation)
    {
        private readonly ConcurrentDictionary<string, PictureVerdict> verdicts = new(StringComparer.Ordinal);
        private readonly Stopwatch clock = Stopwatch.StartNew();

        // Not a Lock: it is waited on.
        private readonly object gate = new();
        private int next;
        private int working;
        private long bytes;
        private bool keeps = true;
        private double told;
        private Exception? failure;

        public void Work()
        {
            using var decoding = new PictureDecoding(check.Limits, check.Time);
            try
            {
                while (Take() is { } job)
                {
                    try
                    {
                        Note(job, decoding.Decode(job, cancellation));
                    }
                    finally
                    {
                        Return(job);
                    }
                }
            }
            catch (Exception e)
            {
                lock (gate)
                {
                    failure ??= e;
                    Monitor.PulseAll(gate);
                }
            }
        }

        public IReadOnlyDictionary<string, PictureVerdict> Result()
        {
            cancellation.ThrowIfCancellationRequested();
            if (failure is not null) ExceptionDispatchInfo.Throw(failure);
            return verdicts;
        }

        /// <summary>The next picture, once there is memory for it; one that is too large for what there is comes alone.</summary>
        private PictureJob? Take()
        {
            lock (gate)
            {
                while (failure is null && next < jobs.Length && working > 0 && bytes + jobs[next].Bytes > check.Limits.MemoryBytes) Monitor.Wait(gate);
                if (failure is not null || next == jobs.Length) return null;
                PictureJob job = jobs[next++];
                working++;
                bytes += job.Bytes;
                return job;
            }
        }

        private void Return(PictureJob job)
        {
            lock (gate)
            {
                working--;
                bytes -= job.Bytes;
                Monitor.PulseAll(gate);
            }
        }

        private void Note(PictureJob job, PictureFinding finding)
        {
            verdicts[job.Sha256] = finding.Verdict;
            // Two may fail at once: it is told once.
            if (Volatile.Read(ref keeps) && check.Keep(job, finding) is { } reason && Interlocked.Exchange(ref keeps, false))
                check.Log.Write("pictures", $"WARNING what was found in pictures is not remembered: {reason}");
            lock (gate)
            {
                if (clock.Elapsed.TotalSeconds - told < SecondsBetweenWords) return;
                told = clock.Elapsed.TotalSeconds;
            }

            check.Log.Write("pictures", string.Create(CultureInfo.InvariantCulture, $"{verdicts.Count} of {jobs.Length} decoded"));
        }
    }
}
