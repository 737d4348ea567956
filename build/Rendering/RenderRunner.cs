using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using PluginRender.Build.Arguments;
using PluginRender.Build.Logging;
using PluginRender.Build.Planning;
using PluginRender.Build.Running;
using PluginRender.Hosting;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Rendering;

/// <summary>Renders a project from its file to the finished video and its report.</summary>
internal sealed class RenderRunner(RenderSession session, CancellationToken cancellation)
{
    private readonly Stopwatch total = Stopwatch.StartNew();
    private ImmutableArray<FailedAttempt> failedAttempts = [];
    private ImmutableArray<MemorySample> memory = [];
    private long workersPeak;
    private EarlierVideo? earlier;

    public void Run()
    {
        // What is refused here has touched nothing: the video of an earlier run stays with its report.
        string faults = FaultReproductions.FolderOf(session.Arguments.OutputFile);
        var place = new OutputPlace(session.Arguments.OutputFile);
        place.Examine(session.Arguments.ProjectFile, session.Arguments.OutputFile, session.PlanFile, session.ReportFile, session.ReportPage);
        session.CheckCache();
        DurableFile.CreateFolder(Path.GetDirectoryName(session.PlanFile)!, session.Folders);
        string video = session.VideoFile;
        using OutputClaim? claim = OutputClaim.Take(session.Arguments.OutputFile);
        using OutputClaim? target = video == session.Arguments.OutputFile ? null : OutputClaim.Take(video);
        earlier = EarlierVideo.Find(session.Arguments.OutputFile, video);
        RunClaimed(video, faults);
    }

    private void RunClaimed(string video, string faults)
    {
        RenderPlan? plan = null;
        WorkerAdmission? admission = null;
        RemoveWhatIsLeft();
        try
        {
            FaultReproductions.Remove(faults);
            plan = session.MakePlan(out RenderProject project, decodesPictures: false);
            new OutputPlace(session.Arguments.OutputFile).CheckSources(project, video);
            admission = RenderWorkers.Admit(session, plan, project);
            MemoryRefusal.Check(admission, plan, session.MemoryBudget(), session.Arguments.MemoryGib is not null);
            GiveBack(plan);
            new PlanFileBeside(session).Write(plan);
            session.Note(plan);
            double planned = total.Elapsed.TotalSeconds;
            Announce(plan, admission);
            session.TellCache();
            RenderResult result = Render(plan, project, admission, video);
            // The video is in its place: a signal from now on is of no consequence.
            session.Outcome.Complete();
            WriteReport(Report(result, admission), result.Plan, result.Chunks);
            session.Pictures.Remember(result);
            double seconds = total.Elapsed.TotalSeconds;
            session.Tell(new RenderFinished(plan.FrameCount, seconds, planned, result.Assembly.Seconds, session.Arguments.OutputFile));
        }
        catch (Exception e)
        {
            Exception failure = e is DiskFullException full ? FullDisk.Explain(full, session) : e;
            // Before the report is written, so that a signal which comes meanwhile does not change what the process ends with.
            session.Outcome.Fail(failure);
            ExplainInterruption(plan);
            if (session.Outcome.IsComplete) earlier = null;
            if (earlier is not null) session.Outcome.Add(earlier.ToString());
            WriteFailure(plan, admission);
            if (failure != e) throw failure;
            throw;
        }
    }

    /// <summary>Reading a large project leaves twice of what it became behind, which workers can use better.</summary>
    private static void GiveBack(RenderPlan plan)
    {
        const int large = 5000;
        if (plan.Segments.Length >= large) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Whatever happens to this run, the report of an earlier one is not its; nor is what one was writing that was killed.</summary>
    private void RemoveWhatIsLeft()
    {
        TemporaryFile.RemoveAbandoned(Path.GetDirectoryName(session.PlanFile)!, TimeProvider.System);
        try
        {
            File.Delete(session.ReportFile);
            File.Delete(session.ReportPage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is none, or it will be told when the new one is written.
        }
    }

    private void ExplainInterruption(RenderPlan? plan)
    {
        if (!cancellation.IsCancellationRequested || plan is null) return;
        int kept = plan.Chunks.Count(c => session.Store.Holds(c.Key));
        session.Outcome.ExplainInterruption($"run the same command again to go on: {kept} of {Counted.Of(plan.Chunks.Length, "chunk")} {(kept == 1 ? "is" : "are")} kept.");
    }

    private void Announce(RenderPlan plan, WorkerAdmission admission)
    {
        session.Tell(new RenderPlanned(
            plan.Chunks.Length, plan.FrameCount, plan.Rate.ToSeconds(plan.FrameCount) / plan.Chunks.Length, admission.Workers, plan.Encoder.Threads,
            admission.PredictedBytes, session.MemoryBudget()));
        bool isOver = admission.PredictedBytes > session.MemoryBudget();
        string cause = admission.Cause is { } said ? $"; {said}" : "";
        session.Write("render", $"expected peak memory {admission.PredictedBytes / 1048576.0:0} MiB of {session.MemoryBudget() / 1048576.0:0}; workers: {admission.Reason}{(isOver ? "" : cause)}");
        if (isOver) session.Write("render", $"WARNING that is more than the budget{cause}; give more --memory{(admission.Workers > 1 ? ", or fewer --workers" : "")}");
    }

    private RenderResult Render(RenderPlan plan, RenderProject project, WorkerAdmission admission, string video)
    {
        using var workers = new RenderWorkers(session, project, admission);
        using IDisposable shown = session.Show(new WatchedRender(() => workers.Scheduler.Progress, plan.FrameCount, session.MemoryBudget()));
        try
        {
            var pipeline = new RenderPipeline(
                workers.Scheduler, new FrameEncoderFactory(), new PacketCopyAssembler(), new OutputVerifier(), session.Store, session, TimeProvider.System)
            {
                Warnings = session.Pictures.Warnings,
                ExaminePictures = session.Pictures.Examine,
            };
            RenderResult result = pipeline.Render(
                plan,
                new RenderRun(video, session.Arguments.Fresh, session.Arguments.OnEffectError == EffectErrorPolicy.Skip, (long)(session.Arguments.CacheGib * (1L << 30))),
                project.Output.Profile, project.Output.Crf, cancellation);
            // What was rendered is another plan then.
            if (!result.Skipped.IsEmpty)
            {
                new PlanFileBeside(session).Write(result.Plan);
                session.Note(result.Plan);
            }

            return result;
        }
        finally
        {
            failedAttempts = workers.Scheduler.FailedAttempts;
            workersPeak = workers.PeakMemoryBytes;
            memory = workers.Memory;
        }
    }

    private RenderReport Report(RenderResult result, WorkerAdmission admission) => new(
        0, null, result.Plan.Encoder.Codec, admission.Workers, result.Plan.Encoder.Threads, result.Plan.FrameCount,
        result.Plan.Rate.ToSeconds(result.Plan.FrameCount), result.FramesHash,
        [.. result.Chunks.Select(c => new ChunkReport(
            c.Chunk.Index, c.Chunk.FirstFrame, c.Chunk.FrameCount, [.. result.Plan.SegmentsOf(c.Chunk).Select(s => s.Id)],
            c.Cached, c.Attempts, [.. failedAttempts.Where(a => a.Chunk == c.Chunk.Index).Select(a => a.Cause)], Math.Round(c.Seconds, 3), c.Record.Bytes, c.Record.Sha256, c.Worker, Math.Round(c.StartSeconds, 3), c.CacheDamage))],
        result.Assembly with { Seconds = Math.Round(result.Assembly.Seconds, 3) }, result.Certificate,
        Math.Round(total.Elapsed.TotalSeconds, 3), PeakMemory(), memory, result.Fallback, result.Skipped, failedAttempts, RenderReport.TimesOf(result.Chunks), session.Pictures.Warnings.All);

    private void WriteFailure(RenderPlan? plan, WorkerAdmission? admission)
    {
        RunOutcome outcome = session.Outcome;
        try
        {
            WriteReport(new RenderReport(
                (int)outcome.ExitCode, outcome.WholeError, plan?.Encoder.Codec ?? "", admission?.Workers ?? 0, plan?.Encoder.Threads ?? 0,
                plan?.FrameCount ?? 0, plan is null ? 0 : plan.Rate.ToSeconds(plan.FrameCount), null, ImmutableArray<ChunkReport>.Empty,
                null, null, Math.Round(total.Elapsed.TotalSeconds, 3), PeakMemory(), memory, null, [], failedAttempts, [], session.Pictures.Warnings.All)
            {
                EarlierVideo = earlier?.Time,
            }, plan, []);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            // The disk that failed the render also takes no report; the first failure is the one to tell.
            session.Write("render", $"the report could not be written: {second.Message}");
        }
    }

    private void WriteReport(RenderReport report, RenderPlan? plan, ImmutableArray<FinishedChunk> chunks)
    {
        DurableFile.CreateFolder(Path.GetDirectoryName(session.ReportFile)!, session.Folders);
        DurableFile.Write(session.ReportFile, JsonSerializer.SerializeToUtf8Bytes(report, RenderReportJson.Default.RenderReport), session.Folders);
        var stills = chunks.SelectMany(c => c.Record.Stills.Select(s => (Frame: c.Chunk.FirstFrame + s.Frame, s.Jpeg))).ToDictionary(s => s.Frame, s => s.Jpeg);
        DurableFile.Write(session.ReportPage, page => HtmlReport.Write(page, Path.GetFileName(session.Arguments.OutputFile), report, plan, stills), session.Folders);
    }

    private long PeakMemory()
    {
        using Process self = Process.GetCurrentProcess();
        return Math.Max(workersPeak, self.PeakWorkingSet64);
    }
}
