using PluginRender.Build.Arguments;
using PluginRender.Build.Rendering;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.References;

/// <summary>
/// Renders a project to be compared, with the workers and the cache of any render, into files that are gone afterwards:
/// what the last render has left, its video and its report, stays as it is.
/// </summary>
internal sealed class ReferenceRender : IDisposable
{
    private readonly RenderSession session;
    private readonly RenderProject project;
    private readonly CancellationToken cancellation;
    private readonly string videoFile;

    public ReferenceRender(RenderSession session, RenderProject project, CancellationToken cancellation)
    {
        (this.session, this.project, this.cancellation) = (session, project, cancellation);
        string beside = Path.GetDirectoryName(session.Arguments.OutputFile)!;
        DurableFile.CreateFolder(beside, session.Folders);
        TemporaryFile.RemoveAbandoned(beside, TimeProvider.System);
        // The disk that takes the video also takes these; a temporary folder may be held in memory.
        (videoFile, FramesFile) = (TemporaryFile.Beside(session.Arguments.OutputFile), TemporaryFile.Beside(session.Arguments.OutputFile));
    }

    /// <summary>The frames without loss.</summary>
    public string FramesFile { get; }

    /// <summary>Renders the video as it is delivered.</summary>
    /// <param name="plan">What to render.</param>
    /// <param name="header">What stands in its header.</param>
    public RenderResult Video(RenderPlan plan, out VideoHeader header)
    {
        RenderResult result = Render(plan, videoFile);
        header = VideoFrames.HeaderOf(videoFile);
        File.Delete(videoFile);
        return result;
    }

    /// <summary>Renders the same frames without loss, into <see cref="FramesFile"/>.</summary>
    /// <exception cref="TaskFailedException">Not every frame came out as it did before.</exception>
    public void Frames(RenderResult video)
    {
        RenderPlan plan = RenderPlanner.EncodedWith(video.Plan, EncoderSettings.Lossless(video.Plan.Encoder.Threads, video.Plan.Encoder.Library));
        RenderResult frames = Render(plan, FramesFile);
        if (frames.Fallback is { } fallback) throw new TaskFailedException(ExitCode.Defect, $"the frames could not be kept without loss: {fallback}");
        if (frames.FramesHash == video.FramesHash) return;
        int differing = Hashes(video).Zip(Hashes(frames)).TakeWhile(pair => pair.First.AsSpan().SequenceEqual(pair.Second)).Count();
        PlannedSegment segment = plan.Segments.First(s => s.EndFrame > differing);
        throw new TaskFailedException(
            ExitCode.BadInput,
            $"segment \"{segment.Id}\": frame {differing} is another one each time it is rendered, so there is nothing to compare; use effects that give the same frame for the same time and seed");
    }

    public void Dispose()
    {
        File.Delete(videoFile);
        File.Delete(FramesFile);
    }

    private static IEnumerable<byte[]> Hashes(RenderResult result) => result.Chunks.SelectMany(c => c.Record.FrameHashes.Chunk(16));

    private RenderResult Render(RenderPlan plan, string file)
    {
        using var workers = new RenderWorkers(session, project, RenderWorkers.Admit(session, plan, project));
        var pipeline = new RenderPipeline(
            workers.Scheduler, new FrameEncoderFactory(), new PacketCopyAssembler(), new OutputVerifier(), session.Store, session, TimeProvider.System)
        {
            Warnings = session.Pictures.Warnings,
            ExaminePictures = session.Pictures.Examine,
        };
        return pipeline.Render(
            plan,
            new RenderRun(file, session.Arguments.Fresh, session.Arguments.OnEffectError == EffectErrorPolicy.Skip, (long)(session.Arguments.CacheGib * (1L << 30))),
            project.Output.Profile, project.Output.Crf, cancellation);
    }
}
