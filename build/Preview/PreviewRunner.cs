using System.Globalization;
using PluginRender.Build.Arguments;
using PluginRender.Build.Logging;
using PluginRender.Build.Rendering;
using PluginRender.Media;
using PluginRender.Planning;
using PluginRender.Projects;
using PluginRender.Rendering;

namespace PluginRender.Build.Preview;

/// <summary>Makes one preview: a frame, or a sheet with a picture of each segment.</summary>
internal sealed class PreviewRunner(BuildContext context)
{
    private const string SheetName = ".contact.png";

    /// <summary>Where it was written, and what.</summary>
    public async Task<ShownPreview> RunAsync()
    {
        var session = new RenderSession(context);
        PreviewArguments wanted = context.CommandLine.Preview;
        bool isFrame = wanted is not { Frame: null, Seconds: null };
        // Which frame a time is, and whether it has more digits, is known once the project is planned.
        string file = Examined(isFrame ? FrameName(wanted.Frame ?? 0) : SheetName);
        session.TellCache();
        RenderPlan plan = session.MakePlan(out RenderProject project);
        int? frame = FrameOf(wanted, plan);
        if (frame is { } known) file = Examined(FrameName(known));
        new OutputPlace(Output).CheckSources(project, file);
        var stills = new StillsProcess(context, session, project.Folder);
        if (frame is not { } shown) return await SheetAsync(session, plan, project, stills, file);
        RgbPicture picture = (await stills.RenderAsync(plan, [shown], int.MaxValue))[0];
        Write(Target(file), picture);
        PlannedSegment segment = plan.Segments.First(s => s.EndFrame > shown);
        session.Tell(new FileWritten("preview", $"frame {shown} of {plan.FrameCount}, segment \"{segment.Id}\"", file));
        return new ShownPreview(file, picture, project);
    }

    /// <summary>Writes whole or not at all, so that a viewer never sees half a picture.</summary>
    public static void Write(string file, RgbPicture picture)
    {
        var folders = new FolderFlush();
        DurableFile.CreateFolder(Path.GetDirectoryName(file)!, folders);
        DurableFile.Write(file, PictureCodec.EncodePng(picture), folders);
    }

    private string Output => context.CommandLine.Render.OutputFile;

    /// <summary>Whether the output is the picture itself, and not a video that it stands beside.</summary>
    private bool IsNamed => Path.GetExtension(Output).Equals(".png", StringComparison.OrdinalIgnoreCase);

    private static string FrameName(int frame) => string.Create(CultureInfo.InvariantCulture, $".frame-{frame:000000}.png");

    /// <summary>A name beside the video's, or exactly the one given where that is a PNG's; it can be written.</summary>
    private string Examined(string suffix)
    {
        string file = IsNamed ? Output : Path.ChangeExtension(Output, null) + suffix;
        IReadOnlyList<string> beside = [.. IsNamed ? (string[])[] : [file], .. context.CommandLine.Preview.Watch ? [PreviewWatch.CompareFile(file)] : (string[])[]];
        new OutputPlace(Output).Examine(context.CommandLine.Render.ProjectFile, IsNamed ? file : null, beside);
        return file;
    }

    private string Target(string file) => IsNamed ? OutputPlace.TargetOf(file) : file;

    private async Task<ShownPreview> SheetAsync(RenderSession session, RenderPlan plan, RenderProject project, StillsProcess stills, string file)
    {
        IReadOnlyList<int> chosen = ContactSheet.Chosen(plan.Segments.Length);
        IReadOnlyList<RgbPicture> pictures = await stills.RenderAsync(
            plan, [.. chosen.Select(i => plan.Segments[i].FirstFrame + (plan.Segments[i].FrameCount / 2))], ContactSheet.TileWidth(chosen.Count));
        RgbPicture sheet = ContactSheet.Make(pictures, [.. chosen.Select(i => i + 1)]);
        Write(Target(file), sheet);
        string some = chosen.Count < plan.Segments.Length ? $"{chosen.Count} of " : "";
        session.Tell(new FileWritten("preview", $"{some}{Counted.Of(plan.Segments.Length, "segment")}, the middle frame{(chosen.Count == 1 ? "" : " of each")}", file));
        foreach (int i in chosen) session.Write("preview", $"{i + 1,4}  {plan.Segments[i].Id}");
        return new ShownPreview(file, sheet, project);
    }

    private static int? FrameOf(PreviewArguments wanted, RenderPlan plan)
    {
        string has = string.Create(CultureInfo.InvariantCulture, $"the video has frames 0 to {plan.FrameCount - 1}, {plan.Rate.ToSeconds(plan.FrameCount):0.###} s");
        if (wanted.Frame is { } frame)
            return frame < plan.FrameCount ? frame : throw new TaskFailedException(ExitCode.WrongArguments, $"--frame={frame}: {has}");
        if (wanted.Seconds is not { } seconds) return null;
        decimal at = decimal.Floor(seconds * plan.Rate.Numerator / plan.Rate.Denominator);
        return at < plan.FrameCount
            ? (int)at
            : throw new TaskFailedException(ExitCode.WrongArguments, string.Create(CultureInfo.InvariantCulture, $"--time={seconds}: {has}"));
    }
}

/// <summary>A preview that was written.</summary>
/// <param name="File">The PNG.</param>
/// <param name="Picture">What is in it.</param>
/// <param name="Project">What it shows.</param>
internal sealed record ShownPreview(string File, RgbPicture Picture, RenderProject Project);
