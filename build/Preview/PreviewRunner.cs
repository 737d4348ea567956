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
    /// <summary>Where it was written, and what.</summary>
    public async Task<ShownPreview> RunAsync()
    {
        var session = new RenderSession(context);
        RenderPlan plan = session.MakePlan(out RenderProject project);
        var stills = new StillsProcess(context, session, project.Folder);
        if (FrameOf(context.CommandLine.Preview, plan) is { } frame)
        {
            RgbPicture picture = (await stills.RenderAsync(plan, [frame], int.MaxValue))[0];
            string file = PathFor(string.Create(CultureInfo.InvariantCulture, $".frame-{frame:000000}.png"));
            Write(file, picture);
            PlannedSegment segment = plan.Segments.First(s => s.EndFrame > frame);
            session.Tell(new FileWritten("preview", $"frame {frame} of {plan.FrameCount}, segment \"{segment.Id}\"", file));
            return new ShownPreview(file, picture, project);
        }

        return await SheetAsync(session, plan, project, stills);
    }

    /// <summary>Writes whole or not at all, so that a viewer never sees half a picture.</summary>
    public static void Write(string file, RgbPicture picture)
    {
        var folders = new FolderFlush();
        DurableFile.CreateFolder(Path.GetDirectoryName(file)!, folders);
        DurableFile.Write(file, PictureCodec.EncodePng(picture), folders);
    }

    /// <summary>A name beside the video's, or exactly the one given where that is a PNG's.</summary>
    private string PathFor(string suffix)
    {
        string output = context.CommandLine.Render.OutputFile;
        return Path.GetExtension(output).Equals(".png", StringComparison.OrdinalIgnoreCase) ? output : Path.ChangeExtension(output, null) + suffix;
    }

    private async Task<ShownPreview> SheetAsync(RenderSession session, RenderPlan plan, RenderProject project, StillsProcess stills)
    {
        IReadOnlyList<int> chosen = ContactSheet.Chosen(plan.Segments.Length);
        IReadOnlyList<RgbPicture> pictures = await stills.RenderAsync(
            plan, [.. chosen.Select(i => plan.Segments[i].FirstFrame + (plan.Segments[i].FrameCount / 2))], ContactSheet.TileWidth(chosen.Count));
        RgbPicture sheet = ContactSheet.Make(pictures, [.. chosen.Select(i => i + 1)]);
        string file = PathFor(".contact.png");
        Write(file, sheet);
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
