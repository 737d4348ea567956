using System.Globalization;
using PluginRender.Build.Arguments;
using PluginRender.Build.Rendering;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.References;

/// <summary>Compares a project's render with its reference, or makes that anew.</summary>
/// <remarks>
/// What counts is every frame before encoding, the kind of video, the codec parameters and how the encoder is set. What else
/// differs in the plan is told, since it is why frames differ; where they do not, it is of no consequence.
/// </remarks>
internal sealed class GoldenRunner(CommandLine arguments, RenderSession session, CancellationToken cancellation)
{
    private const int MostLines = 10;

    private readonly GoldenFolder folder = new(arguments.Golden.Folder, session.Folders);

    /// <exception cref="TaskFailedException">It is not what it was, or cannot be compared.</exception>
    public void Run()
    {
        new OutputPlace(session.Arguments.OutputFile).Examine(session.Arguments.ProjectFile, null, session.PlanFile);
        if (arguments.AcceptSnapshots)
            new OutputPlace(arguments.Golden.Folder, "--golden=FOLDER").Examine(session.Arguments.ProjectFile, null, folder.ReferenceFile, folder.PlanFile, folder.FramesFile);
        session.CheckCache();
        session.TellCache();
        // What is wrong with the reference is told before anything is rendered.
        GoldenReference? reference = arguments.AcceptSnapshots ? null : ReadReference();
        RenderPlan plan = session.MakePlan(out RenderProject project, decodesPictures: false);
        using var render = new ReferenceRender(session, project, cancellation);
        if (reference is null) Accept(render, plan);
        else Compare(reference, render, plan);
    }

    private GoldenReference ReadReference()
    {
        folder.RemoveReceived();
        GoldenReference reference = folder.Read();
        folder.ReadPlan();
        folder.CheckFrames(reference);
        if (arguments.Golden.Decibels is not null && !folder.HasFrames)
            throw new TaskFailedException(ExitCode.Missing, $"{folder.FramesFile}: there is no such file, so nothing can be measured; leave out --psnr to compare exactly, or make the reference anew with --accept");
        return reference;
    }

    private void Accept(ReferenceRender render, RenderPlan plan)
    {
        RenderResult video = render.Video(plan, out VideoHeader header);
        render.Frames(video);
        GoldenReference accepted = GoldenJson.Describe(video, header, GoldenFolder.Describe(render.FramesFile));
        string change = ChangeTo(accepted);
        folder.Accept(accepted, video.Plan, render.FramesFile);
        folder.RemoveReceived();
        session.Write("golden", $"ACCEPTED {Counted.Of(accepted.Video.Frames, "frame")} of {Counted.Of(accepted.Segments.Length, "segment")} ({change}) -> {arguments.Golden.Folder}, {Counted.Bytes(accepted.Frames.Bytes)} of it frames.mp4");
    }

    /// <summary>What accepting changes, for who accepts.</summary>
    private string ChangeTo(GoldenReference accepted)
    {
        if (!folder.HasReference) return "new";
        try
        {
            GoldenReference before = folder.Read();
            if (before.Video.DifferencesTo(accepted.Video).Any()) return "replaced by another kind of video";
            int frames = before.Hashes().Zip(accepted.Hashes()).Count(pair => pair.First != pair.Second);
            return string.Create(CultureInfo.InvariantCulture, $"replaced, {frames} of them other ones");
        }
        catch (TaskFailedException)
        {
            return "replaced, which was damaged";
        }
    }

    private void Compare(GoldenReference reference, ReferenceRender render, RenderPlan plan)
    {
        GoldenVideo kind = new(plan.Width, plan.Height, plan.Rate.ToString(), plan.FrameCount);
        string[] other = [.. reference.Video.DifferencesTo(kind)];
        if (other.Length > 0)
        {
            // Frames of another size or number have no counterpart, so nothing is rendered.
            TellPlan(plan);
            throw Differs(other);
        }

        RenderResult video = render.Video(plan, out VideoHeader header);
        GoldenReference received = GoldenJson.Describe(video, header, reference.Frames);
        var frames = new FrameComparison(video.Plan, reference.Hashes(), received.Hashes());
        string[] codec = [.. reference.EncodingDifferencesTo(received)];
        if (frames.Differing.Count == 0 && codec.Length == 0)
        {
            if (ChangesOf(video.Plan) is { Count: > 0 } changes) session.Write("golden", $"the plan is another one, without consequence: {string.Join("; ", changes.Take(MostLines))}");
            session.Write("golden", $"PASSED {Counted.Of(kind.Frames, "frame")} exactly as in {arguments.Golden.Folder}, encoded in the same way");
            return;
        }

        TellPlan(video.Plan);
        string? frameProblem = frames.Differing.Count == 0 ? null : JudgeFrames(frames, render, video);
        if (frameProblem is null && codec.Length == 0) return;
        folder.WriteReceived(received, video.Plan);
        throw Differs([.. codec, .. frameProblem is null ? (string[])[] : [frameProblem]]);
    }

    /// <summary>What is wrong with the frames, told and shown; null where it is within what was allowed.</summary>
    private string? JudgeFrames(FrameComparison frames, ReferenceRender render, RenderResult video)
    {
        render.Frames(video);
        string? expectedFile = folder.HasFrames ? folder.FramesFile : null;
        IReadOnlyList<DifferingFrame> differing = expectedFile is null ? frames.Named() : frames.Measured(expectedFile, render.FramesFile);
        DifferingFrame? worst = differing.Where(d => d.Decibels is not null).MinBy(d => d.Decibels);
        string count = string.Create(CultureInfo.InvariantCulture, $"{differing.Count} of {Counted.Of(video.Plan.FrameCount, "frame")} {(differing.Count == 1 ? "differs" : "differ")}");
        if (worst is not null && arguments.Golden.Decibels is { } least && worst.Decibels >= (double)least)
        {
            session.Write("golden", $"PASSED within {least} dB: {count}, most of all {worst}");
            return null;
        }

        // With a bound, what keeps it is no problem.
        DifferingFrame[] wrong = [.. differing.Where(d => d.Decibels is not { } db || arguments.Golden.Decibels is not { } bound || db < (double)bound)];
        Tell(wrong, video.Plan);
        if (expectedFile is null) session.Write("golden", $"{folder.FramesFile} is not there, so there are neither figures nor pictures of what was expected");
        foreach (string line in new DifferencePictures(folder.ReceivedFolder, session.Folders).Write(video.Plan, expectedFile, render.FramesFile, DifferencePictures.Chosen(wrong)))
            session.Write("golden", $"pictures: {line}");
        string below = arguments.Golden.Decibels is { } db ? string.Create(CultureInfo.InvariantCulture, $", {wrong.Length} of them below {db} dB") : "";
        return $"{count}{below}; the first is {wrong[0]}{(worst is null || worst == wrong[0] ? "" : $", the worst {worst}")}";
    }

    private void Tell(DifferingFrame[] wrong, RenderPlan plan)
    {
        foreach (IGrouping<string, DifferingFrame> segment in wrong.GroupBy(d => d.Segment.Id))
            session.Write("golden", $"segment \"{segment.Key}\": {segment.Count()} of {Counted.Of(plan.Segments.First(s => s.Id == segment.Key).FrameCount, "frame")} {(segment.Count() == 1 ? "differs" : "differ")}");
        foreach (DifferingFrame frame in wrong.Take(MostLines)) session.Write("golden", $"{frame}");
        if (wrong.Length > MostLines) session.Write("golden", $"and {wrong.Length - MostLines} more; all stand in {Path.Combine(folder.ReceivedFolder, "golden.json")}");
    }

    private void TellPlan(RenderPlan plan)
    {
        IReadOnlyList<string> changes = ChangesOf(plan);
        foreach (string change in changes.Take(MostLines)) session.Write("golden", $"plan: {change}");
        if (changes.Count > MostLines) session.Write("golden", $"plan: and {changes.Count - MostLines} more changes");
        if (changes.Count == 0) session.Write("golden", "plan: the same as the reference's");
    }

    private IReadOnlyList<string> ChangesOf(RenderPlan plan) => folder.ReadPlan().ChangesTo(plan);

    private TaskFailedException Differs(string[] problems)
    {
        string received = Directory.Exists(folder.ReceivedFolder) ? $"look at {folder.ReceivedFolder}, and " : "";
        return new TaskFailedException(ExitCode.BadInput, $"{session.Arguments.ProjectFile} does not render as in {arguments.Golden.Folder}: {string.Join("; ", problems)}; {received}take it as the new reference with --accept if it is right");
    }
}
