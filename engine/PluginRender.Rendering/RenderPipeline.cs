using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using PluginRender.Planning;
using PluginRender.Projects;

namespace PluginRender.Rendering;

/// <summary>What a render asks of this run and not of the plan.</summary>
/// <param name="Output">The video to write.</param>
/// <param name="Fresh">Whether finished chunks are rendered all the same.</param>
/// <param name="SkipFailingEffects">Whether a segment whose effect fails is rendered without it.</param>
/// <param name="CacheBytes">
/// What the chunk store may take when the render is done; null for no limit. What renders are using stays, and so does
/// what one has finished that fails.
/// </param>
public sealed record RenderRun(string Output, bool Fresh, bool SkipFailingEffects = false, long? CacheBytes = null);

/// <summary>How a render ended, as far as it can be told while it ends.</summary>
/// <param name="Plan">The plan that was rendered: the fallback's, where there was one; without the effects that were skipped.</param>
/// <param name="Chunks">The chunks, in order.</param>
/// <param name="FramesHash">SHA-256 over the hashes of all frames before encoding, in order; independent of the chunking.</param>
/// <param name="Assembly">How joining went.</param>
/// <param name="Certificate">The proof.</param>
/// <param name="Fallback">Why and to what the render fell back; null when it did not.</param>
/// <param name="Skipped">The effects that segments were rendered without.</param>
public sealed record RenderResult(
    RenderPlan Plan,
    ImmutableArray<FinishedChunk> Chunks,
    string FramesHash,
    AssemblyReport Assembly,
    SeamCertificate Certificate,
    string? Fallback,
    ImmutableArray<SkippedEffect> Skipped);

/// <summary>From a plan to a finished, proven file.</summary>
public sealed class RenderPipeline(
    IChunkScheduler scheduler, IFrameEncoderFactory encoders, IAssembler assembler, IOutputVerifier verifier, ChunkStore store, IRenderLog log,
    TimeProvider time)
{
    /// <summary>Where it is told what is wrong with pictures that are shown all the same.</summary>
    public PictureWarnings Warnings { get; init; } = new(log);

    /// <summary>
    /// Is called when a picture failed a chunk, or may have: throws when it finds what is wrong with pictures, all of it. Else
    /// the failure takes its course.
    /// </summary>
    public Action ExaminePictures { get; init; } = static () => { };

    /// <summary>Assembly should take a moment; longer than this is worth a warning, in seconds.</summary>
    private const double SlowAssemblySeconds = 5;

    private CacheLimit limit = new(store, null, log);

    /// <summary>
    /// Renders in parallel; if that fails for a reason that is not the input's, renders the whole output again
    /// in one piece by h264_nvenc where it opens, else by libx264.
    /// </summary>
    /// <param name="plan">What to render.</param>
    /// <param name="run">Where to, and how.</param>
    /// <param name="profile">The profile that a fallback encoder follows.</param>
    /// <param name="crf">The quality that a fallback encoder follows.</param>
    /// <param name="cancellation">Stops the workers; finished chunks stay.</param>
    public RenderResult Render(RenderPlan plan, RenderRun run, OutputProfile profile, double crf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        store.RemoveAbandoned();
        limit = new CacheLimit(store, run.CacheBytes, log);
        var skipped = ImmutableArray.CreateBuilder<SkippedEffect>();
        while (true)
        {
            try
            {
                RenderResult result = RenderOrFallBack(plan, run, profile, crf, cancellation) with { Skipped = skipped.ToImmutable() };
                limit.End();
                return result;
            }
            catch (EffectsFailedException e) when (run.SkipFailingEffects)
            {
                foreach (EffectException failure in e.Failures)
                {
                    plan = RenderPlanner.Without(plan, failure.SegmentId, failure.EffectId);
                    skipped.Add(new SkippedEffect(failure.SegmentId, failure.EffectId, failure.Plugin, failure.Frame, failure.Problem));
                    log.Write("render", $"WARNING segment \"{failure.SegmentId}\" is rendered without effect {failure.EffectId} of plugin {failure.Plugin}, which failed: {failure.Problem}");
                }
            }
        }
    }

    private RenderResult RenderOrFallBack(RenderPlan plan, RenderRun run, OutputProfile profile, double crf, CancellationToken cancellation)
    {
        try
        {
            return RenderOnce(plan, run, null, cancellation);
        }
        catch (SourceException)
        {
            ExaminePictures();
            throw;
        }
        catch (Exception e) when (e is EncodingException or SeamException or WorkerException { IsLost: true } && plan.Chunks.Length > 0)
        {
            if (e is WorkerException) ExaminePictures();
            EncoderSettings encoder = encoders.Refusal("h264_nvenc") is null
                ? EncoderSettings.Nvenc(profile, crf, plan.Encoder.Library)
                : plan.Encoder;
            string fallback = $"{e.Message}; rendered sequentially with {encoder.Codec}";
            log.Write("render", $"WARNING parallel rendering failed: {fallback}");
            return RenderOnce(RenderPlanner.Sequential(plan, encoder), run with { Fresh = true }, fallback, cancellation);
        }
    }

    private RenderResult RenderOnce(RenderPlan plan, RenderRun run, string? fallback, CancellationToken cancellation)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(run.Output))!;
        DurableFile.CreateFolder(folder, store.Folders);
        TemporaryFile.RemoveAbandoned(folder, time);
        string beside = TemporaryFile.Beside(Path.GetFullPath(run.Output));
        using IDisposable? held = store.Hold(plan.Chunks.Select(c => c.Key));
        limit.Enforce();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IReadOnlyList<Task<FinishedChunk>> rendering = scheduler.Start(plan, run.Fresh, stop.Token);
        try
        {
            ImmutableArray<FinishedChunk> chunks = Assemble(plan, beside, rendering, cancellation, out double seconds);
            SeamCertificate certificate = verifier.Verify(plan, beside, c => store.PathOf(c.Key), VerificationDepth.Packets);
            if (!certificate.IsProven) throw new SeamException(-1, string.Join("; ", certificate.Problems));
            DurableFile.Rename(beside, run.Output, store.Folders);
            long bytes = new FileInfo(run.Output).Length;
            log.Tell(new AssemblyFinished(seconds, bytes));
            if (seconds > SlowAssemblySeconds)
                log.Write("assemble", string.Create(CultureInfo.InvariantCulture, $"WARNING joining {Counted.Bytes(bytes)} took {seconds:0.0} s; the disk of {folder} or of the chunk cache is slow"));
            return new RenderResult(plan, chunks, HashFrames(chunks), new AssemblyReport(seconds, bytes), certificate, fallback, []);
        }
        catch (Exception e)
        {
            // The others would go on rendering for nobody, unless the render goes on without an effect. Wait for
            // them in any case, so that no file is being written.
            bool goesOn = run.SkipFailingEffects && e is EffectException;
            Exception failure = Named(e, beside, run.Output);
            if (!goesOn) stop.Cancel();
            EffectException[] failures = [.. Failures(rendering).Prepend(e).OfType<EffectException>().DistinctBy(f => (f.SegmentId, f.EffectId))];
            if (goesOn && !cancellation.IsCancellationRequested) throw new EffectsFailedException(failures);
            if (failure != e) throw failure;
            throw;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>What could not be written, by the name that somebody gave it.</summary>
    private static Exception Named(Exception failure, string beside, string output) => failure switch
    {
        DiskFullException full when full.Path == beside => new DiskFullException(output, full),
        IOException when failure.Message.Contains(beside, StringComparison.Ordinal) => new IOException(failure.Message.Replace(beside, output, StringComparison.Ordinal), failure),
        _ => failure,
    };

    /// <summary>Waits for all chunks; what failed.</summary>
    private static IEnumerable<Exception> Failures(IReadOnlyList<Task<FinishedChunk>> rendering)
    {
        try
        {
            Task.WaitAll([.. rendering], CancellationToken.None);
        }
        catch (AggregateException)
        {
            // The first failure is the one that counts.
        }

        return rendering.Where(t => t.IsFaulted).Select(t => t.Exception!.InnerException!);
    }

    private ImmutableArray<FinishedChunk> Assemble(
        RenderPlan plan, string path, IReadOnlyList<Task<FinishedChunk>> rendering, CancellationToken cancellation, out double seconds)
    {
        var chunks = ImmutableArray.CreateBuilder<FinishedChunk>(rendering.Count);
        using IAssembly assembly = assembler.Begin(plan, path);
        var watch = new Stopwatch();
        for (int i = 0; i < rendering.Count; i++)
        {
            FinishedChunk chunk = WaitFor(rendering, i);
            // What counts is the time after the last chunk; the others are joined while chunks are rendered.
            if (i == rendering.Count - 1)
            {
                watch.Start();
                log.Tell(new AssemblyStarted(rendering.Count, chunks.Sum(c => c.Record.Bytes) + chunk.Record.Bytes));
            }

            chunk = Append(plan, assembly, chunk, cancellation);
            chunks.Add(chunk);
            Warnings.Tell(plan, chunk.Record);
            if (!chunk.Cached) limit.Add(chunk.Record.Bytes);
        }

        assembly.Finish();
        DurableFile.Flush(path);
        seconds = watch.Elapsed.TotalSeconds;
        return chunks.MoveToImmutable();
    }

    /// <summary>Appends a chunk; one that does not fit or that somebody has taken from the store is rendered again, once.</summary>
    private FinishedChunk Append(RenderPlan plan, IAssembly assembly, FinishedChunk chunk, CancellationToken cancellation)
    {
        const string gone = "is no longer in the cache";
        string? reason = store.StillHolds(chunk.Record) ? null : gone;
        while (true)
        {
            if (reason is not null) chunk = scheduler.RenderAgain(plan, chunk, reason, cancellation);
            try
            {
                assembly.Append(chunk.Chunk, store.PathOf(chunk.Chunk.Key));
                return chunk;
            }
            catch (SeamException) when (reason is null)
            {
                reason = "does not fit the chunks before it";
            }
            catch (EncodingException) when (reason is null && !store.StillHolds(chunk.Record))
            {
                // Taken in this very moment: it could not be opened, so nothing of it was appended.
                reason = gone;
            }
        }
    }

    /// <summary>Waits for a chunk, but not longer than until any chunk has failed.</summary>
    private static FinishedChunk WaitFor(IReadOnlyList<Task<FinishedChunk>> rendering, int index)
    {
        while (!rendering[index].IsCompleted)
        {
            if (rendering.FirstOrDefault(t => t.IsFaulted) is { } failed) failed.GetAwaiter().GetResult();
            Task.WaitAny([.. rendering.Where(t => !t.IsCompleted)]);
        }

        return rendering[index].GetAwaiter().GetResult();
    }

    private static string HashFrames(ImmutableArray<FinishedChunk> chunks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (FinishedChunk chunk in chunks) hash.AppendData(chunk.Record.FrameHashes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Effects failed, and the render is to go on without them.</summary>
    private sealed class EffectsFailedException(EffectException[] failures) : Exception
    {
        public EffectException[] Failures { get; } = failures;
    }
}
